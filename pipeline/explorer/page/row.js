// One row with everything known of it. Belongs here: the page of a quote, a claim, a mention. Does
// not belong here: where its words stand (place.js), its lines of code (code.js).

const MOST_RELATED = 12; // of one sort; the rest is a link away

/** What the number in `confidence` is the probability of. */
const CONFIDENCE = {
  quotes: "estimated probability that a quote of this speaker stands here",
  claims: "estimated probability that a claim of this claimant stands here; it says nothing of its stance or type",
  mentions: "estimated probability that the principle is mentioned here, in this voice",
};

/** An entity's name with what it is, as a link to all that it says in this table. */
function personLink(route, id) {
  const entity = ENTITIES.get(id);
  if (!entity) return null;
  const about = [entity.role, entity.affiliation, entity.kind, entity.country_code].filter(Boolean).join(", ");
  return [h("a", { href: hrefOf(route, { speaker: id }) }, h("bdi", {}, entity.name)), ` (${about})`];
}

/** The terms and what they are for a row; those without anything are left out. */
function terms(pairs) {
  return h("dl", { class: "facts" }, pairs.filter(([, value]) => value !== null && value !== undefined).map(([term, value]) =>
    [h("dt", {}, term), h("dd", {}, value)]));
}

/** What is shown above all else. */
function facts(route, row) {
  const article = articleOf(row);
  const quote = route === "quotes" ? row : ROWS.quotes.get(row.quote_id);
  const person = row[BROWSED[route].person];
  const to = (name, value, words) => h("a", { href: hrefOf(route, { [name]: value }) }, words ?? valueName(route, name, value));
  const shared = [
    ["Confidence", [`${row.confidence}: ${CONFIDENCE[route]} (`, h("a", { href: "#quality" }, "how good it is"), ")"]],
    ["Source", to("source", article.source_id)],
    ["Article", h("a", { href: articleHref(row.article_id) }, h("bdi", {}, article.title ?? row.article_id))],
    ["Date", article.published_on ?? "not known"],
    article.duplicate_of !== null ? ["Repetition", ["The article repeats ", h("a", { href: articleHref(article.duplicate_of) },
      h("bdi", {}, ARTICLES.get(article.duplicate_of)?.title ?? article.duplicate_of)), ": leave this row out when counting."]] : ["", null],
  ];
  const through = [
    ["In the article’s words", quote?.speaker_text && h("q", { dir: "auto" }, quote.speaker_text)],
    ["Relayed by", quote && quote.via_id !== null ? personLink("quotes", quote.via_id) : null],
  ];
  const who = (term) => [term, personLink(route, person) ?? voiceOf(route, row)];
  const principles = principlesOf(route, row).map((id) => h("p", {}, to("principle", id), `: ${PRINCIPLES.get(id)?.summary ?? ""}`));
  if (route === "quotes") {
    return [who("Speaker"), ...through, ["Kind", to("kind", row.kind)], ["Cue", row.cue && h("q", { dir: "auto" }, row.cue)],
      ["Principles in it", principles.length ? principles : "none"], ...shared];
  }
  if (route === "claims") {
    return [who("Claimant"), ...through,
      ["Stance", [to("stance", row.stance), row.stance_target !== null && [" (towards ", to("framework", row.stance_target), ")"]]],
      ["Type", [to("type", row.claim_type), row.hedged ? ", hedged" : ", not hedged"]],
      ["Principles in its sentence", principles.length ? principles : "none"], ...shared];
  }
  const element = T.principle_elements.find((each) => each.element_id === row.element_id);
  return [["Principle", principles], ["Element", element && `${element.element_id}: ${element.summary}`],
    ["Type", to("type", row.mention_type)], who("Voice"), ...through, ...shared];
}

const paragraphOf = (row) => SENTENCES.get(row.sentence_id)?.paragraph;

/** Rows that hang together with this one, in groups with a heading. */
function related(route, row) {
  const seen = new Set([row]);
  const group = (words, other, rows, href = null) => {
    const others = rows.filter((each) => each && !seen.has(each));
    others.forEach((each) => seen.add(each));
    return others.length ? { words, other, rows: others, href } : null;
  };
  const of = (other, column, value) => rowsWith(BROWSED[other].table, column, value);
  const quote = route === "quotes" ? row : null;
  const around = ROWS.quotes.get(quote ? quote.parent_quote_id : row.quote_id);
  return [
    group(quote ? "The quote around it" : "The quote it stands in", "quotes", [around]),
    quote && group("Quotes within it", "quotes", of("quotes", "parent_quote_id", row.quote_id)),
    quote && group("The other stretches of this interrupted quote", "quotes", of("quotes", "turn_id", row.turn_id)),
    quote && group("The same utterance elsewhere", "quotes", of("quotes", "utterance_id", row.utterance_id), hrefOf("quotes", { utterance: row.utterance_id })),
    quote && group("Claims in it", "claims", of("claims", "quote_id", row.quote_id)),
    quote && group("Mentions of principles in it", "mentions", of("mentions", "quote_id", row.quote_id)),
    ...Object.keys(BROWSED).map((other) => group(`Other ${other} in the same sentence`, other, of(other, "sentence_id", row.sentence_id))),
    group("Other claims in the same paragraph", "claims", of("claims", "article_id", row.article_id).filter((each) => paragraphOf(each) === paragraphOf(row))),
  ].filter(Boolean);
}

function relatedSection(route, row) {
  const groups = related(route, row).map(({ words, other, rows, href }) => [
    h("h3", {}, words),
    h("ul", { class: "related" }, rows.slice(0, MOST_RELATED).map((each) => h("li", {},
      h("a", { href: rowHref(other, each), dir: "auto" }, each.text === null ? withheldWords(each) : shortened(each.text, LONGEST_CELL)),
      h("span", { class: "quiet" }, " ", h("bdi", {}, voiceOf(other, each)), each.article_id === row.article_id ? "" : [" in ", h("bdi", {}, sourceOf(each).name)])))),
    rows.length > MOST_RELATED && h("p", {}, href ? h("a", { href }, `All ${COUNT.format(rows.length + 1)}`) : `and ${COUNT.format(rows.length - MOST_RELATED)} more`),
  ]);
  return [
    h("h2", {}, "Related rows"),
    groups,
    h("p", {}, h("a", { href: articleHref(row.article_id) }, "The article with all its quotes, claims and mentions in place"), " · ",
      Object.keys(BROWSED).map((other, i) => [i ? ", " : "", h("a", { href: hrefOf(other, { article: row.article_id }) }, `its ${other}`)])),
  ];
}

/** Why a row has no words. */
function withheldNote(row) {
  const { text_policy: policy, excerpt_limit: limit } = sourceOf(row);
  return h("p", { class: "withheld" }, "The words are withheld: the source’s text policy ",
    policy === "offsets" ? "gives positions only." : `shows at most ${Math.round(limit * 100)} % of an article.`,
    " Their position is below.");
}

const inWords = (value) => (value === null ? h("span", { class: "quiet" }, "none") : typeof value === "boolean" ? String(value) : value);

function renderRow(section, route, id) {
  const { one, table, key } = BROWSED[route];
  const row = ROWS[route].get(id);
  const heading = section.querySelector("h1");
  if (!row) {
    heading.textContent = `No such ${one}`;
    section.append(
      h("p", {}, `Version ${PAGE.version} has no ${one} `, h("code", {}, id ?? ""), PAGE.sample ? " among the rows on this page, which are a sample: look in the files of the release." : "."),
      h("p", {}, "Identifiers stay as long as the text stands where it stood: ", h("a", { href: "CHANGES.md" }, "CHANGES.md"),
        " tells what has gone from one version to the next. ", h("a", { href: hrefOf(route) }, `All ${route} of this version`), "."),
      ...(PAGE.sample ? codeBlocks(table, [wanted({ column: key }, id ?? "")], "h2") : []));
    return;
  }
  heading.textContent = `${one[0].toUpperCase()}${one.slice(1)}: ${voiceOf(route, row)} in ${sourceOf(row).name}`;
  const { columns } = PAGE.schema[table];
  section.append(
    row.text === null ? withheldNote(row) : h("blockquote", { dir: "auto" }, row.text),
    terms(facts(route, row)),
    h("p", { class: "stable" }, "Stable link: ", h("a", { href: rowHref(route, row) }, rowHref(route, row)), " ",
      copyButton("Copy link", () => location.href)),
    ...placeSection(row).filter(Boolean),
    ...relatedSection(route, row).flat(Infinity).filter(Boolean),
    h("h2", {}, "Load this row"),
    ...codeBlocks(table, [wanted({ column: key }, id)], "h3").filter(Boolean),
    h("h2", {}, "All columns"),
    h("dl", { class: "columns" }, columns.map(({ name, description }) => [
      h("dt", {}, h("code", {}, name)),
      h("dd", {}, h("p", { class: "value", dir: "auto" }, inWords(row[name])), h("p", { class: "quiet" }, description))])));
}
