// The page sql.html: the editor, the worked queries, the result, the tables there are.
// Belongs here: what happens on the page. Does not belong here: DuckDB (sql_engine.js), values
// (sql_values.js). Whatever a query gives goes in as text.

const DATA = JSON.parse(document.getElementById("data").textContent);
const SHOWN = 1000; // rows on the page; the CSV has all
const LONG = 60; // characters from which a cell is wide
const ROUTES = { article_id: "article", quote_id: "quote", parent_quote_id: "quote", claim_id: "claim", mention_id: "mention" };
const SCHEMA = `
  SELECT tables.name, tables.comment AS described, columns.column_name, columns.data_type, columns.comment
  FROM (
    SELECT table_oid AS position, table_name AS name, comment, false AS is_view FROM duckdb_tables() WHERE NOT internal
    UNION ALL SELECT view_oid, view_name, comment, true FROM duckdb_views() WHERE NOT internal
  ) AS tables
  JOIN duckdb_columns() AS columns ON columns.table_name = tables.name AND NOT columns.internal
  ORDER BY is_view, position, column_index`;

const [editor, runButton, stopButton, failure, result] = ["sql", "run", "stop", "error", "result"].map((id) =>
  document.getElementById(id));
let blobs = null;
let engine = null;
let running = false;
let given = null; // the last result, an Arrow table

const counted = (n, one, many = `${one}s`) => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;

/** A cell of the result: NULL can be told from the text, identifiers lead to their rows. */
function cell(value, type, column) {
  const text = asText(value, type);
  if (text === null) return h("td", {}, h("span", { class: "null" }, "NULL"));
  const route = column === "mention_id" && !text.startsWith("m-") ? null : ROUTES[column];
  const shown = route ? h("a", { href: `index.html#${route}/${encodeURIComponent(text)}` }, text) : text;
  const kind = isNumber(type) ? "number" : text.length > LONG ? "long" : null;
  return h("td", { class: kind }, shown);
}

/** Show the first rows, and say how many there are. */
function show(table, milliseconds) {
  given = table;
  const { fields } = table.schema;
  const shown = Math.min(table.numRows, SHOWN);
  const all = counted(table.numRows, "row");
  const told = shown < table.numRows ? `${all}; the first ${shown.toLocaleString("en")} are shown, the CSV has all` : all;
  const vectors = fields.map((_, position) => table.getChildAt(position));
  const rows = Array.from({ length: shown }, (_, row) =>
    h("tr", {}, vectors.map((vector, at) => cell(vector.get(row), fields[at].type, fields[at].name))));
  document.getElementById("rows").replaceChildren(
    h("div", { class: "scroll", role: "region", "aria-label": "Rows of the result", tabindex: "0" },
      h("table", {},
        h("caption", {}, told),
        h("thead", {}, h("tr", {}, fields.map((field) =>
          h("th", { scope: "col", class: isNumber(field.type) ? "number" : null }, field.name)))),
        h("tbody", {}, rows))));
  result.hidden = false;
  if (result.getBoundingClientRect().top > 0.8 * window.innerHeight) result.scrollIntoView();
  announce(`${told}; ${counted(Math.round(milliseconds), "millisecond")}.`);
}

function fail(text) {
  announce("");
  result.hidden = true;
  failure.textContent = text;
  failure.hidden = false;
  failure.scrollIntoView({ block: "nearest" });
}

function setRunning(state) {
  running = state;
  runButton.disabled = state || !engine;
  if (!state && document.activeElement === stopButton) editor.focus();
  stopButton.hidden = !state;
}

/** Run what is in the editor, and have the address say so. */
async function run() {
  const sql = editor.value.trim();
  if (!engine || running) return;
  failure.hidden = true;
  if (!sql) {
    fail("There is no query to run.");
    return;
  }
  const address = `#q=${encodeURIComponent(sql)}`;
  if (location.hash !== address) history.pushState(null, "", address);
  document.getElementById("link").setAttribute("href", address);
  const asked = engine;
  setRunning(true);
  announce("Running.");
  const began = performance.now();
  try {
    const table = await asked.query(sql);
    if (asked !== engine) return;
    show(table, performance.now() - began);
  } catch (error) {
    if (asked === engine) fail(String(error.message ?? error));
  }
  setRunning(false);
}

/** End the query by ending DuckDB, and start it again. */
async function stop() {
  engine.end();
  engine = null;
  setRunning(false);
  announce("Stopped. DuckDB starts again.");
  if (await begin()) announce("Stopped.");
}

function put(sql) {
  editor.value = sql;
  for (const button of document.querySelectorAll("#worked button")) {
    button.setAttribute("aria-pressed", String(button.dataset.sql === sql));
  }
}

/** What the editor holds according to the address; null if it says nothing. */
function fromAddress() {
  if (!location.hash.startsWith("#q=")) return null;
  try {
    return decodeURIComponent(location.hash.slice(3));
  } catch {
    return null;
  }
}

function ask(sql) {
  put(sql);
  return run();
}

/** List the tables and views with their columns, as the database describes them. */
async function describe() {
  const rows = (await engine.query(SCHEMA)).toArray();
  const tables = new Map();
  for (const row of rows) tables.set(row.name, [...(tables.get(row.name) ?? []), row]);
  document.getElementById("schema").replaceChildren(...[...tables].map(([name, columns]) =>
    h("details", {},
      h("summary", {}, h("code", {}, name), " ", h("span", {}, columns[0].described)),
      h("p", {}, h("button", { type: "button", onclick: () => ask(`SELECT * FROM ${name} LIMIT 100;`) }, `Show rows of ${name}`)),
      h("dl", {}, columns.map((column) => [
        h("dt", {}, h("code", {}, column.column_name), " ", h("span", { class: "quiet" }, column.data_type.toLowerCase())),
        h("dd", {}, column.comment),
      ])))));
}

/** Start DuckDB; what is in the way is told on the page. */
async function begin() {
  try {
    blobs ??= await bundleLoaded(DATA.bundle);
    engine = await started(blobs, DATA.database);
  } catch (error) {
    const kind = error instanceof Obstacle ? error.kind : "other";
    obstruct(kind, error.message);
    return false;
  }
  setRunning(false);
  return true;
}

function obstruct(kind, detail = "") {
  const section = document.getElementById(`obstacle-${kind}`);
  const place = section.querySelector(".missing");
  if (place) place.textContent = detail;
  section.hidden = false;
  announce(`DuckDB is not running: ${section.querySelector("h2").textContent}.`);
}

function download() {
  const address = URL.createObjectURL(new Blob([asCsv(given)], { type: "text/csv" }));
  h("a", { href: address, download: `gids-discourse-${DATA.version}-query.csv` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

document.getElementById("worked").append(...DATA.queries.map((query) =>
  h("li", {},
    h("button", { type: "button", "aria-pressed": "false", "data-sql": query.sql, onclick: () => ask(query.sql) }, query.title),
    h("p", {}, query.shows))));
document.getElementById("ask").addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});
editor.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    run();
  }
});
stopButton.addEventListener("click", stop);
document.getElementById("csv").addEventListener("click", download);
window.addEventListener("hashchange", () => {
  const sql = fromAddress();
  if (sql !== null && sql.trim() !== editor.value.trim()) ask(sql);
});

put(fromAddress() ?? DATA.queries[0].sql);
if (location.protocol === "file:") {
  obstruct("file");
} else {
  announce("DuckDB is being loaded, 8 MB.");
  begin().then(async (ready) => {
    if (!ready) return;
    announce("Ready: the database is open.");
    await describe();
    if (fromAddress() !== null) await run();
  });
}
