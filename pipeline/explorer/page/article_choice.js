// Choosing an article: from a list by source, or by search where there are many.

const LISTED_ARTICLES = 200; // more are searched
const FOUND_ARTICLES = 20; // shown of those found

const articleLine = (article) =>
  `${headlineOf(article)} (${article.published_on ?? "no date"})`;

/** A form to choose an article, `chosen` being shown already (or null). */
function articleChoice(chosen) {
  return T.articles.length <= LISTED_ARTICLES ? articleList(chosen) : articleSearch();
}

function articleList(chosen) {
  const option = (article) => h("option", { value: article.article_id, selected: article === chosen }, articleLine(article));
  const groups = d3.groups(T.articles, (article) => article.source_id);
  const select = h("select", { id: "article-list" },
    d3.sort(groups, ([source]) => SOURCES.get(source).name).map(([source, articles]) =>
      h("optgroup", { label: SOURCES.get(source).name }, d3.sort(articles, articleLine).map(option))));
  const go = (event) => {
    event.preventDefault();
    location.hash = articleHref(select.value);
  };
  return h("form", { class: "choice", onsubmit: go },
    h("label", { for: "article-list" }, "Article, by source"), select, h("button", { type: "submit" }, "Show"));
}

function articleSearch() {
  const results = h("ul", { class: "found" });
  const told = h("p", { class: "quiet", role: "status" });
  const input = h("input", { id: "article-search", type: "search", autocomplete: "off", "aria-describedby": "article-hint" });
  const texts = T.articles.map((article) =>
    [article.title, article.authors, article.published_on, article.article_id, SOURCES.get(article.source_id).name].join(" ").toLowerCase());
  const search = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = words.length ? T.articles.filter((_, i) => words.every((word) => texts[i].includes(word))) : [];
    told.textContent = words.length
      ? `${numbered(found.length, "articles")} found${found.length > FOUND_ARTICLES ? `, the first ${FOUND_ARTICLES} are shown` : ""}` : "";
    results.replaceChildren(...found.slice(0, FOUND_ARTICLES).map((article) => h("li", {},
      h("a", { href: articleHref(article.article_id) }, articleLine(article)), `, ${SOURCES.get(article.source_id).name}`)));
  };
  input.addEventListener("input", search);
  return h("form", { class: "choice", role: "search", onsubmit: (event) => { event.preventDefault(); search(); } },
    h("label", { for: "article-search" }, "Find an article"), input,
    h("p", { id: "article-hint", class: "quiet" }, `${COUNT.format(T.articles.length)} articles. Words of the headline, authors, source or date.`),
    told, results);
}
