// By what rows can be filtered. Belongs here: for each table the facets, how a row's value is found
// and what it is called. Does not belong here: the form (browse.js), the lines of code (code.js).

const NONE = "none"; // the value of a facet where a row has none; no identifier is called so
const principleName = (id) => `${id} ${PRINCIPLES.get(id)?.title ?? ""}`.trim();

/**
 * `of` gives the values of a row (none, one, several); `name` what a value is called. `own` is the
 * column that holds the value, for facets that are no more than a column.
 * @typedef {{label: string, of: (row: any) => string[], name?: (value: string) => string, own?: string}} Facet
 */

const one = (value) => [value === null || value === undefined ? NONE : String(value)];
const column = (label, own, name) => ({ label, own, of: (row) => one(row[own]), name });
const common = (route) => ({
  source: { label: "Source", of: (row) => [sourceOf(row).source_id], name: (id) => SOURCES.get(id)?.name ?? id },
  speaker: column(route === "claims" ? "Claimant" : "Speaker", BROWSED[route].person, (id) => nameOf(id) ?? "nobody known"),
  principle: { label: "Principle", of: (row) => principlesOf(route, row), name: principleName },
});
const last = {
  article: column("Article", "article_id", (id) => ARTICLES.get(id)?.title ?? id),
  repeats: { label: "Repetitions", of: (row) => [repeats(row) ? "yes" : "no"], name: (value) => (value === "no" ? "left out" : "alone") },
};

/** @type {Object<string, Object<string, Facet>>} */
const FACETS = {
  quotes: {
    ...common("quotes"),
    kind: column("Kind", "kind"),
    via: column("Relayed by", "via_id", (id) => nameOf(id) ?? "nobody"),
    utterance: column("Utterance", "utterance_id"),
    ...last,
  },
  claims: {
    ...common("claims"),
    stance: column("Stance", "stance"),
    framework: column("Towards", "stance_target", (id) => FRAMEWORKS.get(id)?.name ?? "no framework"),
    type: column("Type", "claim_type"),
    voice: column("Put forward by", "claimant_kind"),
    hedged: column("Hedged", "hedged", (value) => (value === "true" ? "yes" : "no")),
    ...last,
  },
  mentions: {
    ...common("mentions"),
    voice: { label: "Voice", of: (row) => [row.quote_id === null ? "author" : "quoted"], name: (value) => (value === "author" ? "the author's own" : "somebody quoted") },
    type: column("Type", "mention_type"),
    framework: { label: "Framework", of: (row) => [PRINCIPLES.get(row.principle_id).framework_id], name: (id) => FRAMEWORKS.get(id)?.name ?? id },
    ...last,
  },
};

/** What a value of a facet is called. */
function valueName(route, facet, value) {
  const { name } = FACETS[route][facet];
  return name ? name(value) : value;
}

/**
 * The rows of a table that fit all filters: `filters` has by facet a value, and as `q` words of
 * which each must stand in the row's text, speaker or title, whatever its case.
 */
function filtered(route, filters) {
  const given = Object.entries(filters).filter(([name, value]) => name in FACETS[route] && value !== "");
  const words = (filters.q ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  return T[BROWSED[route].table].filter((row) =>
    given.every(([name, value]) => FACETS[route][name].of(row).includes(value))
    && (words.length === 0 || words.every((word) => searched(route, row).includes(word))));
}

/** The text of a row that is searched, in lower case. */
function searched(route, row) {
  return (row.text ?? "").toLowerCase();
}
