// What all charts share. Belongs here: a chart with its heading, its words and the same numbers as
// a table; colours; sizes. Does not belong here: any one chart (views_*.js).

const VIEWS = []; // filled by the views, in the order of the navigation

/** Colours by name, as style.css defines them for light and dark. */
const COLOURS = {
  direct: "var(--blue)", mixed: "var(--orange)", indirect: "var(--green)",
  against: "var(--orange)", none: "var(--grey)", favor: "var(--blue)",
  author: "var(--green)", quoted: "var(--blue)",
};
const colour = (names) => ({ domain: names, range: names.map((name) => COLOURS[name]) });

/**
 * Links get the names that Plot gives to the marks inside of them; groups of marks, which Plot names
 * by their kind, get none, as the rules of ARIA want it.
 */
function nameLinks(place) {
  for (const group of place.querySelectorAll("g[aria-label]")) group.removeAttribute("aria-label");
  for (const mark of place.querySelectorAll("a > [aria-label]")) {
    mark.parentNode.setAttribute("aria-label", mark.getAttribute("aria-label"));
    mark.removeAttribute("aria-label");
  }
}

/**
 * A chart with its title, what it shows in words, and its numbers as a table to unfold.
 * `draw(width)` gives the plot; it is drawn anew when the width changes.
 */
function figure({ title, words, draw, table }) {
  const place = h("div", { class: "plot" });
  let drawn = 0;
  new ResizeObserver(([entry]) => {
    const width = Math.floor(entry.contentRect.width);
    if (width > 0 && width !== drawn) {
      drawn = width;
      place.replaceChildren(draw(width));
      nameLinks(place);
    }
  }).observe(place);
  const summary = table && h("summary", {}, "The same as a table");
  return h("figure", {},
    h("figcaption", {}, h("h2", {}, title), words && h("p", {}, words)),
    table && h("button", { type: "button", class: "unseen pass", onclick: () => summary.focus() }, "Skip this chart"),
    place,
    table && h("details", {}, summary, plainTable(title, table.heads, table.rows)));
}

/** What stands in place of a chart without data. */
const empty = (words) => h("p", { class: "empty" }, words);
