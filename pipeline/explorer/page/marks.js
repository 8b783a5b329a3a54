// What charts are made of whose marks lead to rows. Belongs here: links of marks and of numbers in
// tables, the most frequent of many, the matrix. Does not belong here: what any one view counts.
//
// Whatever is linked says how many rows its link shows: the label of a mark ends in that number and
// what is counted ("…: 5 claims"), the text of a link in a table is that number alone.

const XLINK = "http://www.w3.org/1999/xlink";
const MOST_SOURCES = 12;
const SHORT = new Intl.NumberFormat("en", { notation: "compact" });
const NARROW = 720; // px; below, names stand above their row, not beside it
const ROW = { wide: 32, narrow: 50 }; // px
const NAME = 20; // px, of a row's name where it stands above
const EM = 15; // px, more than the size of the text: some fonts are wider than Plot takes them to be

/** "5 claims", "1 claim". */
const counted = (n, route) => `${COUNT.format(n)} ${BROWSED[route].one}${n === 1 ? "" : "s"}`;

/** A number in a table that leads to the rows it counts. */
const numberLink = (n, route, filters) =>
  n === 0 ? "0" : h("a", { class: "count", href: chartedHref(route, filters) }, COUNT.format(n));

/** The keys by their number, the most first, then by name. */
function mostFirst(keys, numberOf, nameOfKey) {
  return [...keys].sort((a, b) => numberOf(b) - numberOf(a) || d3.ascending(nameOfKey(a), nameOfKey(b)));
}

const sourceName = (id) => SOURCES.get(id).name;

/** What is called by names as short as they stay different: without what follows a comma or bracket. */
function shortNames(names) {
  const cut = (name) => name.replace(/\s*[,(].*$/su, "") || name;
  const uses = d3.rollup(new Set(names), (same) => same.length, cut);
  return (name) => (uses.get(cut(name)) === 1 ? cut(name) : name);
}

/** How many of each there are, in words: "Wang Yi (3), China (1) and 2 more". */
function listed(names, atMost = 3) {
  const found = mostFirst(d3.rollup(names, (same) => same.length, (name) => name), ([, n]) => n, ([name]) => name);
  const said = found.slice(0, atMost).map(([name, n]) => `${name} (${COUNT.format(n)})`).join(", ");
  return found.length > atMost ? `${said} and ${COUNT.format(found.length - atMost)} more` : said;
}

/** Which part is shown (`ofWhat`: of what, chosen how), and the way to all; null where nothing is left out. */
function leftOut(shown, all, ofWhat, nShown, nAll, route, filters = {}) {
  if (shown >= all) return null;
  return h("p", { class: "quiet" }, `Shown are ${COUNT.format(shown)} of ${COUNT.format(all)} ${ofWhat}: `
    + `${COUNT.format(nShown)} of ${COUNT.format(nAll)} ${BROWSED[route].one}s. See `,
  h("a", { href: chartedHref(route, filters) }, `all ${counted(nAll, route)}`), ".");
}

/**
 * The plot with its links named: Plot names the mark inside of the link instead, and each group of
 * marks by its kind, which groups may not be by the rules of ARIA.
 */
function linked(plot) {
  for (const group of plot.querySelectorAll("g[aria-label]")) group.removeAttribute("aria-label");
  for (const link of plot.querySelectorAll("a")) {
    const mark = link.firstElementChild;
    const href = link.getAttributeNS(XLINK, "href");
    link.removeAttributeNS(XLINK, "href");
    link.setAttribute("href", href);
    link.setAttribute("aria-label", mark.getAttribute("aria-label"));
    mark.removeAttribute("aria-label");
  }
  // pressing a mark would pin its tip, which then may lie between the pointer and the link
  plot.addEventListener("pointerdown", (event) => event.stopPropagation(), true);
  return plot;
}

/** Channels by which a mark leads to its rows; each datum has `href`, `label` and perhaps `tip`. */
const LINKED = { href: "href", ariaLabel: "label", title: (d) => d.tip ?? d.label, tip: { lineWidth: 24, ariaHidden: "true" } };

/**
 * The names of rows: beside them or, where it is narrow, above. They are cut off where there is no
 * more room, `broken` ones go on in a second line; `strong` has the keys of headings.
 */
function rowNames(rows, nameOfRow, narrow, room, { strong = new Set(), broken = false } = {}) {
  const text = (keys, fontWeight) => Plot.text(keys, {
    y: (key) => key, text: nameOfRow, frameAnchor: "left", lineAnchor: "middle", fontWeight, lineHeight: 1.1, stroke: "var(--page)", fill: "currentColor",
    lineWidth: (room - 8) / EM, textOverflow: broken && !narrow ? null : "ellipsis-end",
    ...(narrow ? { textAnchor: "start", dy: (NAME - ROW.narrow) / 2 } : { textAnchor: "end", dx: -8 }),
  });
  return [text(rows.filter((key) => !strong.has(key))), text(rows.filter((key) => strong.has(key)), "bold")];
}

/**
 * A matrix of numbers, shaded by them.
 * @param {{rows: string[], columns: string[], rowName: (key: string) => string, columnName: (key: string) => string,
 *   cells: {row: string, column: string, n: number, href: string, label: string, tip?: string, ringed?: boolean}[],
 *   largest: number, tint: string, width: number, margin: number, about: string,
 *   narrow: boolean, broken?: boolean}} what
 *   `cells` has those above 0; `largest` is the number of the deepest shade; `margin` is left for
 *   the names of rows, 0 for none; `ringed` cells get a ring; see rowNames for `narrow`, `broken`.
 */
function matrix({ rows, columns, rowName, columnName, cells, largest, tint, width, margin, about, narrow, broken }) {
  const left = narrow ? 0 : margin;
  const [top, right] = [132, narrow ? 60 : 90]; // px, for the slanting names of columns
  const column = Math.max(26, Math.min(64, (width - left - right) / columns.length));
  const row = narrow ? ROW.narrow : ROW.wide;
  const inset = { inset: 1, ...(narrow ? { insetTop: NAME } : {}) };
  const places = d3.cross(rows, columns, (y, x) => ({ row: y, column: x }));
  const at = { x: "column", y: "row" };
  return linked(Plot.plot({
    width: left + columns.length * column + right, height: top + rows.length * row,
    marginLeft: left, marginRight: right, marginTop: top, marginBottom: 0, ariaLabel: about,
    x: { type: "band", domain: columns, padding: 0, axis: null },
    y: { type: "band", domain: rows, padding: 0, axis: null },
    opacity: { type: "sqrt", domain: [0, largest], range: [0, 0.45] },
    marks: [
      Plot.axisX({
        anchor: "top", tickSize: 0, tickRotate: -50, tickFormat: columnName, label: null,
        lineWidth: 160 / EM, textOverflow: "ellipsis-end",
      }),
      margin > 0 ? rowNames(rows, rowName, narrow, narrow ? width : margin, { broken }) : null,
      Plot.cell(places, { ...at, ...inset, stroke: "var(--line)", ariaHidden: "true" }),
      Plot.cell(cells, { ...at, ...inset, fill: tint, fillOpacity: "n", ...LINKED }),
      Plot.cell(cells.filter((cell) => cell.ringed), {
        ...at, ...inset, inset: 3, ...(narrow ? { insetTop: NAME + 2 } : {}), rx: 10,
        stroke: "currentColor", strokeWidth: 1.5, pointerEvents: "none", ariaHidden: "true",
      }),
      Plot.text(cells, {
        ...at, dy: narrow ? NAME / 2 : 0, text: (cell) => SHORT.format(cell.n), pointerEvents: "none", ariaHidden: "true",
      }),
    ],
  }));
}
