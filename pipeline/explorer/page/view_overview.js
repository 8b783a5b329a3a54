// The first view: what this is, how much of it there is, which questions the others answer, one path
// worked out, how to load and cite it.

/** When the articles were published, in words, as far as that is known. */
function publishedWords() {
  const known = T.articles.map((article) => article.published_on).filter((date) => date !== null);
  if (known.length === 0) return "";
  const [first, last] = [d3.min(known), d3.max(known)];
  const when = last.startsWith(first) ? `of ${first}` : `between ${first} and ${last}`;
  const unknown = T.articles.length - known.length;
  return unknown ? `; ${COUNT.format(known.length)} dated ${when}, ${COUNT.format(unknown)} undated` : `, dated ${when}`;
}

/** By principle, the claims against a framework in sentences that mention it, and comments on it. */
function criticised() {
  const tally = (route, rows) => d3.rollup(
    rows.flatMap((row) => principlesOf(route, row)), (group) => group.length, (principle) => principle);
  const claims = tally("claims", CHARTED.claims.filter((claim) => claim.stance === "against"));
  const comments = tally("mentions", CHARTED.mentions.filter((mention) => mention.mention_type === "comment"));
  return T.principles.map(({ principle_id: id }) => ({ id, claims: claims.get(id) ?? 0, comments: comments.get(id) ?? 0 }))
    .filter((each) => each.claims + each.comments > 0);
}

function workedPath() {
  const found = criticised();
  const link = (n, route, filters) => (n ? h("a", { href: chartedHref(route, filters) }, numbered(n, route === "claims" ? "claims" : "comments")) : "none");
  return [
    h("h2", {}, "A path worked out: criticism of a principle"),
    h("p", {}, "A claim is for or against a framework, not one of its principles. Nearest to the criticism of a principle come "
      + "two sets of rows: claims against a framework in sentences that mention the principle (",
      h("a", { href: hrefOf("claims") }, "Claims"), ", filtered by principle, with stance “against”), and comments, for it, against it or neither, on "
      + "conduct that it addresses (", h("a", { href: hrefOf("mentions") }, "Principle mentions"), ", filtered by principle, of type “comment”). "
      + "Each row tells who voices it and its exact place in the original."),
    h("p", {}, h("strong", {}, "What is not among them: "), "criticism that goes on in the sentences around. The page of each row "
      + "lists the claims of its paragraph; look there too."),
    found.length === 0
      ? empty("In these articles there is none.")
      : plainTable("Where to look for criticism, by principle", ["Principle", "Claims against its framework, or the other", "Comments, whichever way"],
        found.map(({ id, claims, comments }) => [
          principleName(id),
          link(claims, "claims", { principle: id, stance: "against" }),
          link(comments, "mentions", { principle: id, type: "comment" })])),
    found.length > 0 && found.length < T.principles.length
      && h("p", { class: "quiet" }, `No such rows: ${T.principles.map((row) => row.principle_id).filter((id) => !found.some((each) => each.id === id)).join(", ")}.`),
  ];
}

function loadingLines() {
  const lines = [
    ["DuckDB", `duckdb -readonly ${PAGE.dataset}.duckdb "SELECT speaker, text, source FROM quotes_by_speaker"`],
    ["Python with pandas", 'from load import load; quotes = load()["quotes"]'],
    ["R", 'source("load.R"); quotes <- load_gids()$quotes'],
  ];
  return [
    h("h2", {}, "How to load it"),
    h("p", {}, "In the release’s folder; the CSV and Parquet files have the same rows, and ",
      h("a", { href: "dictionary.md" }, "the dictionary"), " says what each column means."),
    h("dl", { class: "loading" }, lines.map(([tool, line]) => [h("dt", {}, tool), h("dd", {}, h("code", {}, line))])),
  ];
}

VIEWS.push({
  route: "overview",
  title: "Overview",
  question: (titleParts()[1] || PAGE.title).replace(/^./u, (first) => first.toUpperCase()),
  render(section) {
    const tile = (href, n, title) => h("li", {}, h("a", { href }, h("b", {}, COUNT.format(n)), " ", title));
    section.append(
      h("p", { class: "lead" }, `${PAGE.description} Version ${PAGE.version} of ${PAGE.versions.at(-1).date} has what was found in `
        + `${numbered(T.articles.length, "articles")} of ${numbered(new Set(T.articles.map((article) => article.source_id)).size, "sources")}${publishedWords()}.`),
      h("ul", { class: "tiles" },
        tile("#article", T.articles.length, PAGE.schema.articles.title),
        Object.entries(BROWSED).map(([route, { table }]) => tile(`#${route}`, T[table].length, PAGE.schema[table].title))),
      h("h2", {}, "Questions this page answers"),
      h("ul", { class: "questions" }, VIEWS.slice(1).filter((view) => !view.hidden).map((view) =>
        h("li", {}, h("a", { href: `#${view.route}` }, view.question)))),
      ...workedPath().filter(Boolean),
      ...loadingLines(),
      h("h2", {}, "How to cite it"),
      h("p", {}, PAGE.citation),
      h("p", {}, h("a", { href: "CITATION.cff" }, "CITATION.cff"), " says the same for machines."));
  },
});
