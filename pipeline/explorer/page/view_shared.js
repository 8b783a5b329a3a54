// What everybody quotes. Belongs here: which utterances several articles quote, and their variants
// side by side. Does not belong here: comparing the words (words.js).

const VARIANTS = 6; // of an utterance, shown at once
const UTTERED = 50; // utterances shown at once

/**
 * Utterances with their quotes, where articles that do not repeat one another share them; the view
 * shared_utterances counts the same. The most shared come first.
 */
function sharedUtterances() {
  const quotes = d3.group(CHARTED.quotes.filter((quote) => quote.utterance_id !== null), (quote) => quote.utterance_id);
  return [...quotes].map(([id, rows]) => ({
    utterance: UTTERANCES.get(id),
    quotes: d3.sort(rows, (row) => sourceOf(row).name, (row) => row.article_id, (row) => row.start),
    nArticles: new Set(rows.map((row) => row.article_id)).size,
    nSources: new Set(rows.map((row) => sourceOf(row).source_id)).size,
  })).filter((each) => each.nArticles > 1)
    .sort((a, b) => b.nArticles - a.nArticles || d3.ascending(a.utterance.utterance_id, b.utterance.utterance_id));
}

/** The wording that the others are compared with: the fullest that may be shown, or null. */
function fullestWording({ utterance, quotes }) {
  if (utterance.text !== null) return utterance.text;
  const texts = quotes.map((quote) => quote.text).filter((text) => text !== null);
  return texts.length ? d3.greatest(texts, (text) => text.length) : null;
}

/** One article's variant of the words. */
function variantOf(quote, full) {
  const { published_on: date, article_id: articleId } = articleOf(quote);
  return h("li", {},
    h("h3", {}, sourceOf(quote).name),
    quote.text === null
      ? h("p", { class: "quiet" }, `(${whyWithheld(quote)})`)
      : h("p", { class: "given", dir: "auto" }, markedWords(full, quote.text)),
    factList([
      ["Kind", quote.kind],
      ["Speaker", voiceOf("quotes", quote)],
      ["Relayed by", nameOf(quote.via_id)],
      ["Published", date ?? "not known"],
      ["Place", [h("a", { href: rowHref("quotes", quote) }, `characters ${COUNT.format(quote.start)} to ${COUNT.format(quote.end)}`), " of ",
        h("a", { href: articleHref(articleId) }, headlineOf(articleOf(quote)))]],
    ]));
}

function sharedCard(each) {
  const full = fullestWording(each);
  const id = each.utterance.utterance_id;
  return h("li", {},
    h("h2", {}, `${nameOf(each.utterance.speaker_id) ?? "A speaker not known"}, in ${numbered(each.nArticles, "articles")} of ${numbered(each.nSources, "sources")}`),
    full === null
      ? h("p", {}, "None of the sources lets its words be shown; their places are known.")
      : h("p", { class: "fullest", dir: "auto" }, `“${full}”`),
    h("p", {}, h("a", { href: chartedHref("quotes", { utterance: id }) }, `All ${each.quotes.length} quotes of these words in the table`)),
    growing(h("ol", { class: "variants" }), each.quotes, VARIANTS, (quote) => variantOf(quote, full)));
}

VIEWS.push({
  route: "shared",
  title: "Shared quotes",
  question: "Which words do several outlets quote?",
  render(section) {
    const found = sharedUtterances();
    if (found.length === 0) {
      section.append(empty("No two articles here quote the same words. Articles that repeat another do not count."));
      return;
    }
    section.append(
      h("p", { class: "lead" },
        `${numbered(found.length, "utterances")} that more than one article quotes; articles that repeat another are left out. `
        + "Each begins with its fullest wording. Below it stands what each article gives: ",
        h("del", {}, "words struck through"), " are lacking there (many are only counted: “[15 words fewer]”), ", h("ins", {}, "underlined words"),
        " stand there alone, instead or in another place. Case and punctuation are not compared. Short phrases within a mixed quote, "
        + "and other translations of the same words, are not matched: search for them among the ",
        h("a", { href: hrefOf("quotes") }, "quotes"), "."),
      ...growing(h("ol", { class: "shared-list" }), found, UTTERED, sharedCard));
  },
});
