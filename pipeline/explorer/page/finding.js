// Which rows fit, in which order, and how many would fit otherwise. Belongs here: finding rows fast,
// by numbers prepared once a table, on first use. Does not belong here: what facets there are
// (facets.js), how rows are shown (browse.js).

/**
 * The values of a facet for all rows: those of row i are `values[codes[j]]` with j from `starts[i]`
 * up to `starts[i + 1]`.
 * @typedef {{values: string[], code: Map<string, number>, starts: Uint32Array, codes: Uint32Array}} Coded
 */

/** Do a thing once for each key. */
function once(make) {
  const made = new Map();
  return (...key) => {
    const name = key.join(" ");
    if (!made.has(name)) made.set(name, make(...key));
    return made.get(name);
  };
}

const rowsOn = (route) => T[BROWSED[route].table];

/** @type {(route: string, name: string) => Coded} */
const coded = once((route, name) => {
  const rows = rowsOn(route);
  const code = new Map();
  const starts = new Uint32Array(rows.length + 1);
  const codes = [];
  rows.forEach((row, i) => {
    for (const value of FACETS[route][name].of(row)) {
      if (!code.has(value)) code.set(value, code.size);
      codes.push(code.get(value));
    }
    starts[i + 1] = codes.length;
  });
  return { values: [...code.keys()], code, starts, codes: Uint32Array.from(codes) };
});

/** What is searched of each row, in lower case; no word has a line break, which parts the places. */
const searched = once((route) => rowsOn(route).map((row) =>
  SEARCHED[route].flatMap((where) => valuesAt(where, row)).filter((text) => text !== null).join("\n").toLowerCase()));

/** Tests by number of row: one a filter, by name; the words together are the filter `q`. */
function testsOf(route, query) {
  const { chosen, words } = filtersOf(route, query);
  const tests = new Map();
  for (const [name, value] of Object.entries(chosen)) {
    const { code, starts, codes } = coded(route, name);
    const wanted = code.get(value) ?? -1;
    tests.set(name, (i) => {
      for (let j = starts[i]; j < starts[i + 1]; j += 1) if (codes[j] === wanted) return true;
      return false;
    });
  }
  if (words.length) {
    const texts = searched(route);
    tests.set("q", (i) => words.every((word) => texts[i].includes(word)));
  }
  return tests;
}

/**
 * The rows that fit all filters, by number, in the order of the table; of each row that does not,
 * whether one filter alone shuts it out, and which.
 */
function sifted(route, query) {
  const n = rowsOn(route).length;
  const tests = [...testsOf(route, query)];
  const missed = new Uint8Array(n); // by how many filters
  const by = new Uint8Array(n); // the last of them
  tests.forEach(([, test], number) => {
    for (let i = 0; i < n; i += 1) {
      if (!test(i)) {
        missed[i] += 1;
        by[i] = number;
      }
    }
  });
  const fit = [];
  for (let i = 0; i < n; i += 1) if (missed[i] === 0) fit.push(i);
  return { route, names: tests.map(([name]) => name), missed, by, fit };
}

/** How many rows have each value of a facet, of those that fit all other filters. */
function valueCounts({ route, names, missed, by }, name) {
  const { values, starts, codes } = coded(route, name);
  const counts = new Uint32Array(values.length);
  const own = names.indexOf(name);
  for (let i = 0; i < missed.length; i += 1) {
    if (missed[i] === 0 || (missed[i] === 1 && by[i] === own)) {
      for (let j = starts[i]; j < starts[i + 1]; j += 1) counts[codes[j]] += 1;
    }
  }
  return counts;
}

/** How many rows would fit without one of the filters. */
function withoutFilter({ names, missed, by, fit }, name) {
  const own = names.indexOf(name);
  return fit.length + missed.reduce((sum, n, i) => sum + (n === 1 && by[i] === own ? 1 : 0), 0);
}

/**
 * The rows of a table that fit all filters: `query` has by facet a value, and as `q` words of which
 * each must stand in what is searched of the row, whatever its case.
 */
function filtered(route, query) {
  const rows = rowsOn(route);
  return sifted(route, query).fit.map((i) => rows[i]);
}

const ALPHABET = new Intl.Collator("en", { numeric: true });

/** Make what gives the place of each row among all, by a value of theirs; null comes last. */
const rankedBy = (valueOf) => once((route) => {
  const values = rowsOn(route).map((row) => valueOf(route, row));
  const sorted = [...new Set(values)].filter((value) => value !== null);
  sorted.sort(typeof sorted[0] === "number" ? d3.ascending : ALPHABET.compare);
  const rank = new Map(sorted.map((value, i) => [value, i]));
  return { ranks: values.map((value) => rank.get(value) ?? null), n: sorted.length };
});

/** Rows, by number, in the order of their ranks; rows of the same rank as before. */
function inOrder(fit, { ranks, n }, descending) {
  const SPACE = 2 ** 32; // a rank and a number of a row in one number: sorting those is fast
  const keys = Float64Array.from(fit, (i) => {
    const rank = ranks[i] === null ? n : descending ? n - 1 - ranks[i] : ranks[i];
    return rank * SPACE + i;
  });
  return Array.from(keys.sort(), (key) => key % SPACE);
}
