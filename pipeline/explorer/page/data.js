// The page's data, and how its tables hang together. Belongs here: reading the data once, looking
// up rows that others refer to, addresses within the page. Does not belong here: showing anything.

const PAGE = JSON.parse(document.getElementById("data").textContent);

/** Rows of a table, as objects by column. */
function rowsOf(name) {
  const columns = Object.entries(PAGE.tables[name]);
  const length = columns[0][1].length;
  return Array.from({ length }, (_, i) => Object.fromEntries(columns.map(([c, values]) => [c, values[i]])));
}

const T = Object.fromEntries(Object.keys(PAGE.tables).map((name) => [name, rowsOf(name)]));
const COUNT = new Intl.NumberFormat("en");

/** The dataset's title before and after its first colon; the second is empty where it has none. */
function titleParts() {
  const [name, ...rest] = PAGE.title.split(": ");
  return [name, rest.join(": ")];
}

const by = (rows, column) => new Map(rows.map((row) => [row[column], row]));
const ARTICLES = by(T.articles, "article_id");
const SOURCES = by(T.sources, "source_id");
const ENTITIES = by(T.entities, "entity_id");
const SENTENCES = by(T.sentences, "sentence_id");
const PRINCIPLES = by(T.principles, "principle_id");
const FRAMEWORKS = by(T.frameworks, "framework_id");
const UTTERANCES = by(T.utterances, "utterance_id");

/** The tables that are browsed: by route, what a row of them is called and who speaks in it. */
const BROWSED = {
  quotes: { table: "quotes", one: "quote", key: "quote_id", person: "speaker_id" },
  claims: { table: "claims", one: "claim", key: "claim_id", person: "claimant_id" },
  mentions: { table: "principle_mentions", one: "mention", key: "mention_id", person: "speaker_id" },
};
const ROWS = Object.fromEntries(
  Object.entries(BROWSED).map(([route, { table, key }]) => [route, by(T[table], key)]));

const articleOf = (row) => ARTICLES.get(row.article_id);
const sourceOf = (row) => SOURCES.get(articleOf(row).source_id);
const nameOf = (entityId) => ENTITIES.get(entityId)?.name ?? null;
const repeats = (row) => articleOf(row).duplicate_of !== null;

/** Who a row's words are of, in words. */
function voiceOf(route, row) {
  const name = nameOf(row[BROWSED[route].person]);
  if (name) return name;
  if (route === "quotes") return row.speaker_text ?? "not named";
  if (route === "claims" && row.claimant_kind === "author") return "the author";
  if (route === "mentions" && row.quote_id === null) return "the author";
  const quote = ROWS.quotes.get(row.quote_id);
  return quote?.speaker_text ?? "not named";
}

const MENTIONS_BY_QUOTE = d3.group(T.principle_mentions, (row) => row.quote_id);
const MENTIONS_BY_SENTENCE = d3.group(T.principle_mentions, (row) => row.sentence_id);

/**
 * The principles that a row is about: of a mention its own, of a quote those mentioned in it, of a
 * claim those mentioned in its sentence.
 */
function principlesOf(route, row) {
  if (route === "mentions") return [row.principle_id];
  const found = route === "quotes" ? MENTIONS_BY_QUOTE.get(row.quote_id) : MENTIONS_BY_SENTENCE.get(row.sentence_id);
  return [...new Set((found ?? []).map((mention) => mention.principle_id))];
}

/** The rows without those of articles that repeat another, as the dataset's views count them. */
const CHARTED = Object.fromEntries(
  Object.entries(BROWSED).map(([route, { table }]) => [route, T[table].filter((row) => !repeats(row))]));
const ANY_REPEATS = T.articles.some((article) => article.duplicate_of !== null);

/** The address of rows: `hrefOf("claims", {stance: "against"})`; see facets.js for the names. */
function hrefOf(route, filters = {}) {
  const given = Object.entries(filters).filter(([, value]) => value !== null && value !== undefined && value !== "");
  return `#${route}${given.length ? `?${new URLSearchParams(given)}` : ""}`;
}

/** The address of the rows that a chart has counted. */
const chartedHref = (route, filters) => hrefOf(route, ANY_REPEATS ? { ...filters, repeats: "no" } : filters);

const rowHref = (route, row) => `#${BROWSED[route].one}/${row[BROWSED[route].key]}`;
const articleHref = (articleId) => `#article/${articleId}`;
