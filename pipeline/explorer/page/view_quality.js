// How good the data is: measured scores (scores.js), checks, and the confidence of the rows.

const CONFIDENCE_STEP = 0.05;

/** What the checks found, in words, and those that did not pass as a table. */
function checksSection() {
  const failed = T.checks.filter((check) => !check.passed);
  const passed = T.checks.length - failed.length;
  const errors = failed.filter((check) => check.severity === "error").length;
  const words = T.checks.length === 0 ? "No checks were made." : `${COUNT.format(passed)} of ${numbered(T.checks.length, "checks")} passed; `
    + `${numbered(errors, "errors")}, ${numbered(failed.length - errors, "warnings")}. An error stops a release; a warning does not.`;
  return [
    h("h2", {}, "Checks"),
    h("p", {}, words, " Every check and every score, beside those of the versions before: ", h("a", { href: "quality/index.html" }, "quality in full"), "."),
    failed.length > 0 && plainTable("Checks not passed", ["Check", "Table", "Severity", "Rows that fail", "Found", "Expected"],
      failed.map((check) => [check.check, check.table, check.severity,
        `${COUNT.format(check.n_failed)} of ${COUNT.format(check.n_rows)}`, check.observed ?? "", check.expected ?? ""])),
  ];
}

/** By table, how many rows have which confidence. */
function confidenceBins() {
  const bin = d3.bin().domain([0, 1]).thresholds(d3.range(CONFIDENCE_STEP, 1, CONFIDENCE_STEP));
  return Object.fromEntries(Object.keys(BROWSED).map((route) => [
    route, bin(CHARTED[route].map((row) => row.confidence)).map((values, i) => ({
      from: i * CONFIDENCE_STEP, to: (i + 1) * CONFIDENCE_STEP, n: values.length }))]));
}

function confidencePlot(width, bins) {
  return Plot.plot({
    width, height: 210, marginLeft: 44, marginRight: 12, marginTop: 28, marginBottom: 40,
    x: { domain: [0, 1], label: "confidence", labelOffset: 34, ticks: 5 },
    y: { label: "rows", grid: true, ticks: 4, domain: [0, d3.max(bins, (each) => each.n) || 1], tickFormat: (n) => (Number.isInteger(n) ? COUNT.format(n) : "") },
    marks: [
      Plot.rectY(bins.filter((each) => each.n > 0), {
        x1: "from", x2: "to", y: "n", fill: "var(--blue)", insetLeft: 0.5, insetRight: 0.5, tip: { ariaHidden: "true" },
        title: ({ from, to, n }) => `${from.toFixed(2)} to ${to.toFixed(2)}: ${numbered(n, "rows")}` }),
      Plot.ruleY([0], { stroke: "var(--edge)" }),
    ],
  });
}

/** What `confidence` means in a table: the first sentence of its description. */
function confidenceMeans(table) {
  const { description } = PAGE.schema[table].columns.find((each) => each.name === "confidence");
  return description.replace(/\. [A-Z].*$/su, ".");
}

function confidenceSection() {
  const routes = Object.keys(BROWSED).filter((route) => CHARTED[route].length > 0);
  const titles = routes.map((route) => PAGE.schema[BROWSED[route].table].title);
  if (routes.length === 0) return [h("h2", {}, "Confidence of the rows"), empty("There are no rows yet.")];
  const bins = confidenceBins();
  return [
    figure({
      title: "Confidence of the rows",
      words: "Each row carries a probability that it is right, estimated on few annotated rows: a rough figure, to sort by rather than to believe to the digit.",
      draw: (width) => sideBySide(width, routes.map((route, i) => ({ title: titles[i], draw: (each) => confidencePlot(each, bins[route]) }))),
      table: {
        heads: ["Confidence", ...titles],
        rows: d3.range(bins[routes[0]].length).map((i) => {
          const { from, to } = bins[routes[0]][i];
          return [`${from.toFixed(2)} to ${to.toFixed(2)}`, ...routes.map((route) => bins[route][i].n)];
        }),
      },
    }),
    h("dl", { class: "properties" }, routes.map((route, i) => h("div", {},
      h("dt", {}, h("a", { href: hrefOf(route) }, titles[i])), h("dd", {}, confidenceMeans(BROWSED[route].table))))),
  ];
}

VIEWS.push({
  route: "quality",
  title: "Quality",
  question: "How good is it?",
  render(section) {
    section.append(...[scoresSection(), checksSection(), confidenceSection()].flat().filter(Boolean));
  },
});
