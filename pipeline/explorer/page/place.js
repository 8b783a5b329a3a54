// Where a row's words stand in the original. Belongs here: positions in words, and addresses that
// have a browser find the words in the article (Text Fragments, WICG). Does not belong here: what
// else is known of a row (row.js).

const LONGEST_EXACT = 300; // characters; of longer texts the first and last words are looked for
const WORDS_AT_ENDS = 6;

/** The position of a row in words: characters, sentence, paragraph, part and file. */
function placeOf(row) {
  const article = articleOf(row);
  const sentence = SENTENCES.get(row.sentence_id);
  const parts = [
    `characters ${COUNT.format(row.start)} to ${COUNT.format(row.end)} of ${COUNT.format(article.n_characters)}`,
    sentence && `sentence ${COUNT.format(sentence.position + 1)} of ${COUNT.format(article.n_sentences)}, paragraph ${COUNT.format(sentence.paragraph + 1)}`,
    `in the ${row.region}`,
    `file ${article.raw_path}`,
  ];
  return parts.filter(Boolean).join("; ");
}

/** A part of a text directive: percent-encoded, with the hyphen, which means something in it. */
const directivePart = (text) => encodeURIComponent(text).replaceAll("-", "%2D");

/**
 * The address of a web page that has a browser scroll to the text and highlight it; null where there
 * is no text or the address is none of http or https.
 */
function fragmentAddress(address, text) {
  if (text === null || !/^https?:\/\//i.test(address ?? "")) return null;
  // Without marks at either end: pages write quotation marks in ways of their own.
  const bare = text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
  const lines = bare.split(/[\r\n]+/).map((line) => line.trim()).filter(Boolean);
  if (lines.length === 0) return null;
  const whole = lines.length === 1 && bare.length <= LONGEST_EXACT;
  const start = whole ? lines[0] : lines[0].split(/\s+/).slice(0, WORDS_AT_ENDS).join(" ");
  const end = whole ? "" : `,${directivePart(lines.at(-1).split(/\s+/).slice(-WORDS_AT_ENDS).join(" "))}`;
  return `${address}${address.includes("#") ? "" : "#"}:~:text=${directivePart(start)}${end}`;
}

/** The part of a row's page that leads to the original. */
function placeSection(row) {
  const { url, title } = articleOf(row);
  const there = fragmentAddress(url, row.text);
  return [
    h("h2", {}, "Place in the original"),
    h("p", { class: "place" }, placeOf(row)),
    h("p", { class: "quiet" }, "The file is the article as it was received; it is not part of the release. Characters are Unicode code points of the text that was read from it, counted from 0; ",
      "the second number is that of the character after the last. In Python: ", h("code", {}, `text[${row.start}:${row.end}]`),
      "; in R: ", h("code", {}, `substring(text, ${row.start + 1}, ${row.end})`), ". Sentences and paragraphs are counted from 1 here, from 0 in the tables."),
    url === null && h("p", {}, "The address of the article is not known."),
    there && h("p", {}, outward(there, "Open the article at these words"),
      h("span", { class: "quiet" }, " (where the browser can, it scrolls to them and highlights them)")),
    url !== null && h("p", {}, "The article: ", outward(url, h("bdi", {}, title ?? url)), h("span", { class: "quiet address" }, ` ${url}`)),
  ];
}
