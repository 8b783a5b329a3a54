// Rows as a CSV file. Belongs here: the conventions of csv/<table>.csv in a release, to the byte
// (pipeline/publishing/csv_files.py).

/** A value as a cell: texts in quotes, null empty. */
function csvCell(value, type) {
  if (value === null) return "";
  return type === "string" ? quotedField(value) : String(value);
}

/** Rows of a table with its header, in the order given. */
function csvOf(table, rows) {
  const { columns } = PAGE.schema[table];
  const head = columns.map(({ name }) => quotedField(name)).join(",");
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
