// The same rows in SQL, pandas and R. Belongs here: what a filter is in each language, and copying
// it. All three follow `where` of facets.js. Does not belong here: what facets there are.
//
// Rows come in the release's own order. Where the page tells null by the word "none", the lines ask
// for null, unless the column has "none" among its values.
//
// The search: page, Python, DuckDB and R agree on the lower case of every letter but a few: İ
// (U+0130), which DuckDB and R make one letter of and the page and Python two; Σ at the end of a
// word, where the page and Python write ς. R in a C locale lowers ASCII alone. Letters that a
// program's version of Unicode does not know it leaves as they are.

/** A condition: a place (Where) and what must be there, or several of which one must hold. */
const wanted = (where, value) => ({ where, value });
const holding = (where, word) => ({ where, word });

/** The conditions under which a row is shown; all must hold. */
function conditionsOf(route, query) {
  const { chosen, words } = filtersOf(route, query);
  return [
    ...Object.entries(chosen).map(([name, value]) => wanted(FACETS[route][name].where, value)),
    ...words.map((word) => ({ any: SEARCHED[route].map((where) => holding(where, word)) })),
  ];
}

/** The value that a condition asks for, as in the tables: undefined is any but null. */
function askedFor(table, { where, value }) {
  if (where.given) return where.given.indexOf(value) === 0 ? null : undefined;
  const { type, values } = describedColumn(table, where.column);
  if (value === NONE && !values?.includes(NONE)) return null;
  return type === "boolean" ? value === "true" : value;
}

/** A condition in a language. */
function inLanguage(language, table, condition) {
  if (condition.any) return language.any(condition.any.map((each) => inLanguage(language, table, each)));
  const { where, word } = condition;
  const holder = where.through?.table ?? table;
  const asked = word === undefined ? askedFor(holder, condition) : word;
  const test = word !== undefined ? language.holds(where.column, word)
    : asked === null ? language.isNull(where.column)
      : asked === undefined ? language.isGiven(where.column) : language.is(where.column, asked);
  return where.through ? language.among(where.through, test) : test;
}

/** Every code unit that the pattern finds, as a language writes it by number. */
const byNumber = (text, pattern, write) => text.replace(pattern, (character) => write(character.codePointAt(0)));
const hex = (number, length) => number.toString(16).padStart(length, "0");
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]/gu; // characters that do not show, or that turn the direction

const sqlName = (name) => (name === "end" ? '"end"' : name); // a keyword
const sqlText = (text) => `'${byNumber(text.replaceAll("'", "''"), UNSEEN, (n) => `' || chr(${n}) || '`)}'`;
const pythonText = (text) => `"${byNumber(text.replace(/[\\"]/g, "\\$&"), UNSEEN, (n) => `\\U${hex(n, 8)}`)}"`;
const rText = (text) => `"${byNumber(text.replace(/[\\"]/g, "\\$&"), /[^ -~]/gu, (n) => (n > 0xffff ? `\\U${hex(n, 8)}` : `\\u${hex(n, 4)}`))}"`;

const LANGUAGES = [
  {
    name: "SQL", how: `in DuckDB: duckdb -readonly ${PAGE.dataset}.duckdb`, comment: "--",
    is: (column, value) => `${sqlName(column)} = ${typeof value === "boolean" ? value : sqlText(value)}`,
    isNull: (column) => `${sqlName(column)} IS NULL`,
    isGiven: (column) => `${sqlName(column)} IS NOT NULL`,
    holds: (column, word) => `contains(lower(${sqlName(column)}), ${sqlText(word)})`,
    among: ({ table, from, to }, test) => `${from} IN (SELECT ${to} FROM ${table} WHERE ${test})`,
    any: (tests) => `(${tests.join("\n    OR ")})`,
    program: (table, tests) => [
      `SELECT * FROM ${table}`,
      ...tests.map((test, i) => `${i ? "  AND" : "WHERE"} ${test}`),
      `ORDER BY ${PAGE.schema[table].order.map(([name, way]) => sqlName(name) + (way === "descending" ? " DESC" : "")).join(", ")};`,
    ],
  },
  {
    name: "pandas", how: "run in the folder of the release, where load.py is", comment: "#",
    is: (column, value) => `t["${column}"].eq(${typeof value === "boolean" ? (value ? "True" : "False") : pythonText(value)})`,
    isNull: (column) => `t["${column}"].isna()`,
    isGiven: (column) => `t["${column}"].notna()`,
    holds: (column, word) => `t["${column}"].str.lower().str.contains(${pythonText(word)}, regex=False)`,
    among: ({ table, from, to }, test) => `t["${from}"].isin(gids["${table}"].loc[lambda t: ${test}, "${to}"])`,
    any: (tests) => `(${tests.join("\n       | ")})`,
    program: (table, tests) => [
      "from load import load", "gids = load()",
      ...(tests.length
        ? [`rows = gids["${table}"].loc[`, `    lambda t: ${tests.join("\n    & ")}`, "]"]
        : [`rows = gids["${table}"]`]),
    ],
  },
  {
    name: "R", how: "run in the folder of the release, where load.R is", comment: "#",
    is: (column, value) => `${column} %in% ${typeof value === "boolean" ? (value ? "TRUE" : "FALSE") : rText(value)}`,
    isNull: (column) => `is.na(${column})`,
    isGiven: (column) => `!is.na(${column})`,
    holds: (column, word) => `grepl(${rText(word)}, tolower(${column}), fixed = TRUE)`,
    among: ({ table, from, to }, test) => `${from} %in% subset(gids$${table}, ${test})$${to}`,
    any: (tests) => `(${tests.join(" |\n      ")})`,
    program: (table, tests) => [
      'source("load.R")', "gids <- load_gids()",
      ...(tests.length
        ? ["rows <- subset(", `  gids$${table},`, `  ${tests.join(" &\n    ")}`, ")"]
        : [`rows <- gids$${table}`]),
    ],
  },
];

/** A program that gives the rows of a table that meet the conditions. */
function programOf(language, table, conditions) {
  const about = `${language.comment} ${PAGE.schema[table].title} of GIDS Discourse ${PAGE.version}; ${language.how}`;
  return [about, ...language.program(table, conditions.map((each) => inLanguage(language, table, each)))].join("\n");
}

/** The blocks of code for conditions, each with a heading and a button that copies it. */
function codeBlocks(table, conditions, heading) {
  const blocks = LANGUAGES.map((language) => {
    const program = programOf(language, table, conditions);
    const inPage = language.name === "SQL" && h("a", { href: `sql.html#q=${encodeURIComponent(program)}` }, "Ask it in SQL in the browser");
    return h("div", { class: "lines", "data-language": language.name },
      h(heading, {}, language.name),
      h("pre", { tabindex: "0", role: "region", "aria-label": `Lines of ${language.name}` }, h("code", {}, program)),
      h("p", {}, copyButton(`Copy the ${language.name}`, () => program), " ", inPage));
  });
  const more = PAGE.sample && h("p", { class: "note" },
    "This page holds a sample of the release’s rows; these lines give the rows of the whole release, of which there may be more.");
  return [more, ...blocks];
}

/** The code for the filtered rows, to unfold; made when it is seen. */
function codeOf(route, query) {
  const { table } = BROWSED[route];
  const place = h("div", {});
  const title = h("summary", {});
  const fill = () => element.open && place.replaceChildren(...codeBlocks(table, conditionsOf(route, query()), "h2").filter(Boolean));
  const element = h("details", { class: "code", ontoggle: fill }, title, place);
  return {
    element,
    show(n) {
      const rows = n === 1 ? "this row" : `these ${COUNT.format(n)} rows`;
      title.textContent = `Load ${PAGE.sample ? "all such rows of the release" : rows} in SQL, pandas or R`;
      fill();
    },
  };
}

/** A button that copies a text and says whether it worked. */
function copyButton(label, textOf) {
  const button = h("button", { type: "button", onclick: async () => {
    const worked = await copied(textOf());
    const words = worked ? "Copied" : "Not copied: select it and press Ctrl+C";
    button.textContent = words;
    announce(words);
    setTimeout(() => { button.textContent = label; }, 2500);
  } }, label);
  return button;
}

/** Put a text on the clipboard, in the old way where the new one is not allowed. */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const box = h("textarea", { class: "unseen", "aria-hidden": "true", tabindex: "-1" });
    const focused = document.activeElement;
    box.value = text;
    document.body.append(box);
    box.select();
    const worked = document.execCommand("copy");
    box.remove();
    focused?.focus();
    return worked;
  }
}
