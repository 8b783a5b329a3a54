// Rows as a CSV file. Belongs here: the conventions of csv/<table>.csv in a release, to the byte
// (pipeline/publishing/csv_files.py and neutral.py).

const ACTIVE = "\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069";
const ESCAPED = new RegExp(`[${ACTIVE}]|\\\\(?=u[0-9a-f]{4})`, "g");
const PREFIXED = /^(?:['\t\n]|[\s\u00ad\u200b-\u200d\u2060\ufeff]*[=+\-@＝＋－＠])/;

/** A text that neither runs in a spreadsheet nor turns the direction of what is read. */
function neutral(text) {
  const visible = text.replace(ESCAPED, (character) => `\\u${hex(character.charCodeAt(0), 4)}`);
  return PREFIXED.test(visible) ? `'${visible}` : visible;
}

/** A value as a cell: texts in quotes, null empty. */
function csvCell(value, type) {
  if (value === null) return "";
  return type === "string" ? `"${neutral(value).replaceAll('"', '""')}"` : String(value);
}

/** Rows of a table with its header, in the order given. */
function csvOf(table, rows) {
  const { columns } = PAGE.schema[table];
  const head = columns.map(({ name }) => csvCell(name, "string")).join(",");
  const lines = rows.map((row) => columns.map(({ name, type }) => csvCell(row[name], type)).join(","));
  return [head, ...lines, ""].join("\n");
}

/** Have the browser save rows as a file. */
function downloadCsv(route, rows) {
  const { table } = BROWSED[route];
  const address = URL.createObjectURL(new Blob([csvOf(table, rows)], { type: "text/csv;charset=utf-8" }));
  h("a", { href: address, download: `${PAGE.dataset}-${PAGE.version}-${table}.csv` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  announce(`${COUNT.format(rows.length)} ${route} saved as CSV.`);
}
