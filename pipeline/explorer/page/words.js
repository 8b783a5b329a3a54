// Comparing two wordings word by word. Belongs here: the longest common subsequence of their words,
// and the comparison as elements. Does not belong here: which wordings are compared.

const COMPARED_WORDS = 40_000; // product of the numbers of words; more would make the page wait
const LONG_LACK = 6; // words; longer runs that are lacking are counted, not repeated

const wordsOf = (text) => text.split(/\s+/u).filter(Boolean);

/** A word as it is compared: without case and punctuation, unless it is nothing else. */
const bareWord = (word) => word.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "") || word;

/**
 * What of `full` stands in `given`, what it lacks, and what it adds, in the order of the words.
 * @param {string} full
 * @param {string} given
 * @returns {{kind: "same" | "lacks" | "adds", words: string[]}[] | null} null where they are too long
 */
function comparedWords(full, given) {
  const a = wordsOf(full);
  const b = wordsOf(given);
  if (a.length * b.length > COMPARED_WORDS) return null;
  const bareA = a.map(bareWord);
  const bareB = b.map(bareWord);
  const longest = commonLengths(bareA, bareB);
  const parts = [];
  const add = (kind, word) => {
    if (parts.at(-1)?.kind === kind) parts.at(-1).words.push(word);
    else parts.push({ kind, words: [word] });
  };
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && bareA[i] === bareB[j]) {
      add("same", b[j]);
      i += 1;
      j += 1;
    } else if (i < a.length && (j === b.length || longest[i + 1][j] >= longest[i][j + 1])) {
      add("lacks", a[i]);
      i += 1;
    } else {
      add("adds", b[j]);
      j += 1;
    }
  }
  return parts;
}

/** By i and j, how many words the rests `a.slice(i)` and `b.slice(j)` have in common, in order. */
function commonLengths(a, b) {
  const rows = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      rows[i][j] = a[i] === b[j] ? rows[i + 1][j + 1] + 1 : Math.max(rows[i + 1][j], rows[i][j + 1]);
    }
  }
  return rows;
}

/** `given` as elements, with the words marked that it lacks or adds beside `full`. */
function markedWords(full, given) {
  const parts = comparedWords(full, given);
  if (parts === null) return [given, " ", h("span", { class: "quiet" }, "(too long to be compared word by word)")];
  return parts.flatMap(({ kind, words }) => {
    const text = words.join(" ");
    if (kind === "same") return [text, " "];
    const spoken = (words) => h("span", { class: "unseen" }, words);
    if (kind === "adds") return [h("ins", {}, spoken("(here instead: "), text, spoken(")")), " "];
    if (words.length > LONG_LACK) return [h("del", { class: "counted" }, `[${words.length} words fewer]`), " "];
    return [h("del", {}, spoken("(lacking here: "), text, spoken(")")), " "];
  });
}
