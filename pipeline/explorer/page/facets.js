// By what rows can be filtered. Belongs here: for each table the facets, where a row's value of
// each is found and what it is called, and what the search looks through. The page (finding.js) and
// the lines of code (code.js) both follow `where`. Does not belong here: the form (filter_form.js).

const NONE = "none"; // the value of a facet where a row has none; no identifier is called so

/**
 * Where a value is found: in `column` of the row, or of those rows of the table `through.table`
 * whose `through.to` is the row's `through.from`. `given`: only whether there is a value counts, and
 * this is what it is called where there is none and where there is one.
 * @typedef {{table: string, from: string, to: string}} Through
 * @typedef {{column: string, through?: Through, given?: [string, string]}} Where
 */

/**
 * `of` gives the values of a row (none, one, several), `name` what a value is called; `more` facets
 * stand behind the others.
 * @typedef {{label: string, where: Where, of: (row: any) => string[], name: (value: string) => string, more?: boolean}} Facet
 */

const through = (table, from, to = from) => ({ table, from, to });
const THE_ARTICLE = through("articles", "article_id");
const THE_QUOTE = through("quotes", "quote_id");

const matching = new Map(); // by table and column: the rows by what they have there

/** The rows of a table that have this value in this column; in the order of the table. */
function rowsWith(table, column, value) {
  const key = `${table} ${column}`;
  if (!matching.has(key)) matching.set(key, d3.group(T[table], (row) => row[column]));
  return (value !== null && matching.get(key).get(value)) || [];
}

/** What stands in a place, for a row: values as in the tables, null where there is none. */
function valuesAt(where, row) {
  const rows = where.through ? rowsWith(where.through.table, where.through.to, row[where.through.from]) : [row];
  return rows.map((each) => each[where.column]);
}

/** @returns {Facet} */
function facet(label, where, name = (value) => value, more = false) {
  const called = (value) => (where.given ? where.given[value === null ? 0 : 1] : value === null ? NONE : String(value));
  return { label, where, name, more, of: (row) => [...new Set(valuesAt(where, row).map(called))] };
}

const principleName = (id) => `${id} ${PRINCIPLES.get(id)?.title ?? ""}`.trim();
const yesOrNo = (value) => (value === "true" ? "yes" : "no");
const common = (route, principle) => ({
  source: facet("Source", { column: "source_id", through: THE_ARTICLE }, (id) => SOURCES.get(id)?.name ?? id),
  speaker: facet(route === "claims" ? "Claimant" : "Speaker", { column: BROWSED[route].person },
    (id) => nameOf(id) ?? (route === "quotes" ? "nobody known" : "the author or nobody known")),
  principle: facet("Principle", { column: "principle_id", ...principle }, principleName),
});
const last = {
  article: facet("Article", { column: "article_id" }, (id) => ARTICLES.get(id)?.title ?? id, true),
  repeats: facet("Repetitions of another article", { column: "duplicate_of", through: THE_ARTICLE, given: ["no", "yes"] },
    (value) => (value === "no" ? "left out" : "alone"), true),
};

/** @type {Object<string, Object<string, Facet>>} */
const FACETS = {
  quotes: {
    ...common("quotes", { through: through("principle_mentions", "quote_id") }),
    kind: facet("Kind", { column: "kind" }),
    via: facet("Relayed by", { column: "via_id" }, (id) => nameOf(id) ?? "nobody"),
    utterance: facet("Utterance", { column: "utterance_id" },
      (id) => UTTERANCES.get(id)?.text ?? (id === NONE ? "not assigned" : id), true),
    ...last,
  },
  claims: {
    ...common("claims", { through: through("principle_mentions", "sentence_id") }),
    stance: facet("Stance", { column: "stance" }),
    framework: facet("Stance towards", { column: "stance_target" }, (id) => FRAMEWORKS.get(id)?.name ?? "no framework"),
    type: facet("Type", { column: "claim_type" }),
    voice: facet("Put forward by", { column: "claimant_kind" }, undefined, true),
    hedged: facet("Hedged", { column: "hedged" }, yesOrNo, true),
    ...last,
  },
  mentions: {
    ...common("mentions", {}),
    voice: facet("Voice", { column: "quote_id", given: ["author", "quoted"] },
      (value) => (value === "author" ? "the author's own" : "somebody quoted")),
    type: facet("Type", { column: "mention_type" }),
    framework: facet("Framework", { column: "framework_id", through: through("principles", "principle_id") },
      (id) => FRAMEWORKS.get(id)?.name ?? id),
    ...last,
  },
};

/** What the search looks through: text, speaker's name, the article's phrase for them, title. */
const SEARCHED = Object.fromEntries(Object.entries(BROWSED).map(([route, { person }]) => [route, [
  { column: "text" },
  { column: "name", through: through("entities", person, "entity_id") },
  route === "quotes" ? { column: "speaker_text" } : { column: "speaker_text", through: THE_QUOTE },
  { column: "title", through: THE_ARTICLE },
]]));

/** What the schema says of a column: its type, and the values it may have if they are listed. */
const describedColumn = (table, column) => PAGE.schema[table].columns.find(({ name }) => name === column);

/**
 * The filters that an address gives, by facet, without any that the table has not; and `q`, the
 * words searched, in lower case.
 * @returns {{chosen: Object<string, string>, words: string[]}}
 */
function filtersOf(route, query) {
  const chosen = {};
  for (const [name, { where }] of Object.entries(FACETS[route])) {
    const value = query[name] ?? "";
    const yesNo = !where.through && !where.given && describedColumn(BROWSED[route].table, where.column).type === "boolean";
    const known = yesNo ? /^(true|false)$/.test(value) : where.given ? where.given.includes(value) : value !== "";
    if (known) chosen[name] = value;
  }
  const words = (query.q ?? "").replaceAll("\0", " ").toLowerCase().split(/\s+/).filter(Boolean);
  return { chosen, words: [...new Set(words)] };
}

/** What a value of a facet is called. */
const valueName = (route, name, value) => FACETS[route][name].name(value);
