// An article's anatomy. Belongs here: its facts, and what it holds as a list in order of place.
// Does not belong here: the chart (anatomy.js), choosing another article (article_choice.js).

const LISTED_THINGS = 200; // of an article, listed at once

/** A link to an article that may not be on this page. */
function articleLink(articleId) {
  const article = ARTICLES.get(articleId);
  return article ? h("a", { href: articleHref(articleId) }, headlineOf(article)) : `${articleId} (not on this page)`;
}

function articleFacts(article) {
  const source = SOURCES.get(article.source_id);
  const repeating = T.articles.filter((other) => other.duplicate_of === article.article_id);
  const parts = partsOf(article.article_id).map(({ region, start, end }) => `${partName(region)} ${COUNT.format(start)} to ${COUNT.format(end)}`);
  return factList([
    ["Source", outward(source.homepage, source.name)],
    ["Subtitle", article.subtitle && h("bdi", {}, article.subtitle)],
    ["Published", article.published_on ?? "not known"],
    ["Authors", article.authors && h("bdi", {}, article.authors)],
    ["Length", `${numbered(article.n_words, "words")}, ${numbered(article.n_characters, "characters")}`],
    ["Parts, by characters", parts.length ? parts.join("; ") : null],
    ["Address", article.url === null ? "not known" : outward(article.url, article.url)],
    ["Read from", h("code", {}, article.raw_path)],
    ["Repeats", article.duplicate_of && [articleLink(article.duplicate_of), ": charts do not count what stands here"]],
    ["Repeated by", repeating.length ? repeating.map((other, i) => [i ? "; " : "", articleLink(other.article_id)]) : null],
    ["Identifier", h("code", {}, article.article_id)],
  ]);
}

/** What an article holds, as lines in order of place. */
function placedList(things) {
  return [
    h("h2", {}, "The same, in order of place"),
    ...growing(h("ol", { class: "placed" }), things, LISTED_THINGS, (thing) => h("li", {},
      h("a", { href: rowHref(thing.route, thing.row) }, placeWords(thing)), `: ${placedWords(thing)}, `,
      h("bdi", { class: thing.row.text === null ? "quiet" : null }, excerptOf(thing.row)))),
  ];
}

VIEWS.push({
  route: "article",
  title: "One article",
  question: "What stands where in an article?",
  render(section, { id }) {
    if (T.articles.length === 0) {
      section.append(empty("There are no articles in this version."));
      return;
    }
    const chosen = id === null ? d3.least(T.articles, (article) => SOURCES.get(article.source_id).name) : ARTICLES.get(id);
    if (!chosen) {
      section.append(
        empty(`No article here has the identifier ${id}. It may be one of another version${PAGE.sample ? ", or not in this page’s sample" : ""}.`),
        articleChoice(null));
      return;
    }
    if (id !== null && chosen.title !== null) section.querySelector("h1").textContent = `What stands where in “${chosen.title}”`;
    const things = placedIn(chosen.article_id);
    section.append(articleChoice(chosen), h("h2", {}, h("bdi", {}, headlineOf(chosen))), articleFacts(chosen));
    if (things.length === 0) {
      section.append(empty("No quotes, claims or mentions of principles were found in it."));
      return;
    }
    section.append(anatomyFigure(chosen, things), ...placedList(things));
  },
});
