// How the dataset grew. Belongs here: rows by table over the versions.

const GROWN = ["articles", "sources", "quotes", "claims", "principle_mentions"];

const DATE_WIDTH = 82; // pixels

const releaseHref = (version) => `../${encodeURIComponent(version)}/README.md`;

/** The rows of one table by version. */
function growthChart(name, width) {
  const rows = PAGE.versions.filter((each) => each.counts[name] !== undefined);
  const fitting = (margins) => Math.max(1, Math.floor((width - margins) / DATE_WIDTH));
  const numbers = fitting(16) >= PAGE.versions.length; // else the bars are too narrow for them, and an axis tells
  const [marginLeft, marginRight] = numbers ? [8, 8] : [56, 40];
  const every = numbers ? 1 : Math.ceil(PAGE.versions.length / fitting(marginLeft + marginRight));
  const ticked = PAGE.versions.filter((_, i) => (PAGE.versions.length - 1 - i) % every === 0);
  const lines = ({ version, date, withdrawn }) => `${version}\n${date}${withdrawn ? "\nwithdrawn" : ""}`;
  const label = new Map(PAGE.versions.map((each) => [each.version, lines(each)]));
  const count = (each) => each.counts[name];
  const bar = (withdrawn, options) => Plot.barY(rows.filter((each) => each.withdrawn === withdrawn), {
    x: "version", y: count, href: (each) => releaseHref(each.version),
    ariaLabel: (each) => `Version ${each.version}${withdrawn ? " (withdrawn)" : ""}, ${each.date}: ${count(each)}`,
    title: (each) => `${lines(each)}\n${COUNT.format(count(each))}`, tip: { ariaHidden: "true" }, ...options,
  });
  return Plot.plot({
    width, height: 190, marginLeft, marginRight, marginTop: 22, marginBottom: 52,
    x: { domain: PAGE.versions.map((each) => each.version), label: null, padding: 0.25 },
    y: { domain: [0, d3.max(rows, count) || 1], axis: numbers ? null : "left", ticks: 3, grid: !numbers, label: null, tickFormat: (n) => (Number.isInteger(n) ? COUNT.format(n) : "") },
    marks: [
      bar(false, { fill: "var(--blue)" }),
      bar(true, { fill: "var(--page)", stroke: "var(--edge)", strokeDasharray: "4 3" }),
      numbers ? Plot.text(rows, { x: "version", y: count, text: (each) => COUNT.format(count(each)), dy: -8 }) : null,
      Plot.axisX(ticked.map((each) => each.version), { tickFormat: (version) => label.get(version), tickSize: 0, label: null }),
      Plot.ruleY([0], { stroke: "var(--edge)" }),
    ],
  });
}

function growthTable() {
  return {
    heads: ["Version", "Date", "Status", ...GROWN.map((name) => PAGE.schema[name].title)],
    rows: PAGE.versions.map((each) => [
      h("a", { href: releaseHref(each.version) }, each.version), each.date, each.withdrawn ? "withdrawn" : "published",
      ...GROWN.map((name) => each.counts[name] ?? "–")]),
  };
}

VIEWS.push({
  route: "growth",
  title: "Growth",
  question: "How has the dataset grown?",
  render(section) {
    const first = PAGE.versions[0];
    const withdrawn = PAGE.versions.filter((each) => each.withdrawn);
    if (PAGE.versions.length === 1) {
      section.append(
        h("p", { class: "lead" }, `Version ${first.version} of ${first.date} is the first: there is nothing yet to compare it with.`),
        plainTable("Rows in the first version", growthTable().heads, growthTable().rows));
      return;
    }
    section.append(figure({
      title: `Rows by table in ${PAGE.versions.length} versions`,
      words: "Versions in their order, not to the scale of time; each table has a scale of its own. A bar leads to what its version says of itself. "
        + (withdrawn.length ? `Withdrawn, and not for new work (dashed): ${withdrawn.map((each) => each.version).join(", ")}. ` : "")
        + "A table can also shrink: rows that were found wrongly go.",
      draw: (width) => sideBySide(width, GROWN.map((name) => ({ title: PAGE.schema[name].title, draw: (each) => growthChart(name, each) }))),
      table: growthTable(),
    }), h("p", {}, "What came, went and changed, row by row, is in each version’s ", h("a", { href: "CHANGES.md" }, "CHANGES.md"), " and ", h("code", {}, "changes/"), "."));
  },
});
