// How far extraction and annotators agree with annotation by hand, as a chart. Belongs here: the
// scores told first and what their golds are. Does not belong here: checks and confidence.

const ANNOTATORS = "two annotators";
const AMONG_GOLDS = {
  held: { name: "held out", symbol: "diamond", fill: "var(--orange)" },
  seen: { name: "developed on", symbol: "circle", fill: "var(--blue)" },
  none: { name: null, symbol: "triangle", fill: "var(--purple)" },
  annotators: { name: null, symbol: "square", fill: "var(--grey)" },
};

/** Whether the rules were developed on a gold, by its name; the release's README tells of each. */
function sortOfGold(gold) {
  if (gold === ANNOTATORS) return AMONG_GOLDS.annotators;
  if (gold.endsWith("/held_out")) return AMONG_GOLDS.held;
  return gold === "articles" || gold.endsWith("/development") ? AMONG_GOLDS.seen : AMONG_GOLDS.none;
}

const goldName = (gold) => [gold.split("/")[0], sortOfGold(gold).name].filter(Boolean).join(", ");

/** The scores told first, by measure and gold, that of the annotators last. */
function headlineScores() {
  return PAGE.headlines.flatMap((head) => {
    const scores = PAGE.scores.filter((score) => score.table === head.table && score.measure === head.measure);
    const between = head.agreement ? [{ gold: ANNOTATORS, ...head.agreement }] : [];
    return [...scores, ...between].map(({ gold, share, n }) => ({ title: head.title, gold, share, n }));
  });
}

function scoresPlot(width, scores) {
  const key = ({ title, gold }) => `${title}/${gold ?? ""}`;
  const heads = [...new Set(scores.map((score) => score.title))].map((title) => ({ title, gold: null }));
  const lines = heads.flatMap((head) => [head, ...scores.filter((score) => score.title === head.title)]);
  const narrow = width < 480;
  const label = ({ gold }) => (gold === null ? "" : goldName(gold).replace(", ", narrow ? ",\n" : ", "));
  const names = new Map(lines.map((line) => [key(line), label(line)]));
  const marginLeft = narrow ? 106 : 172;
  return Plot.plot({
    width: Math.min(width, 900), marginLeft, marginRight: 84, marginTop: 4, marginBottom: 44, height: lines.length * (narrow ? 34 : 22) + 48,
    x: { domain: [0, 1], label: "F1, or share of right values", labelOffset: 34, ticks: width < 600 ? 2 : 5 },
    y: { domain: lines.map(key) },
    symbol: { type: "identity" },
    marks: [
      Plot.axisY({ tickFormat: (line) => names.get(line), tickSize: 0, label: null }),
      Plot.text(heads, { y: key, text: "title", frameAnchor: "left", dx: -marginLeft, textAnchor: "start", fontWeight: 600 }),
      Plot.ruleY(scores, { y: key, x1: 0, x2: 1, stroke: "var(--line)" }),
      Plot.dot(scores, { x: "share", y: key, r: 5.5, symbol: ({ gold }) => sortOfGold(gold).symbol, fill: ({ gold }) => sortOfGold(gold).fill }),
      Plot.text(scores, { x: 1, y: key, dx: 16, textAnchor: "start", text: ({ share, n }) => `${share.toFixed(2)} (${COUNT.format(n)})` }),
      Plot.tip(scores, Plot.pointer({
        x: "share", y: key, lineWidth: 16, ariaHidden: "true",
        title: ({ title, gold, share, n }) => `${title}\n${goldName(gold)}: ${share.toFixed(3)}\n${numbered(n, "rows")} annotated` })),
    ],
  });
}

/** What the golds are, in plain words. */
function goldWords() {
  const articles = (gold) => (PAGE.golds[gold] ? ` (${numbered(PAGE.golds[gold], "articles")})` : "");
  const golds = Object.keys(PAGE.golds);
  const named = (fits) => golds.filter(fits).map((gold) => `${gold.split("/")[0]}${articles(gold)}`).join(", ");
  const seen = named((gold) => sortOfGold(gold) === AMONG_GOLDS.seen);
  const held = named((gold) => sortOfGold(gold) === AMONG_GOLDS.held);
  const other = named((gold) => sortOfGold(gold) === AMONG_GOLDS.none);
  const between = PAGE.headlines.some((head) => head.agreement);
  return h("ul", {},
    seen && h("li", {}, h("strong", {}, "Developed on"), ` (circles): ${seen}. The rules were made looking at these articles: their figures say how well the rules fit what they were made for, and are too good to be expected of any other article.`),
    held && h("li", {}, h("strong", {}, "Held out"), ` (diamonds): ${held}. Nobody looked at these while developing: these are the figures to expect for an article that nobody has read.`),
    other && h("li", {}, h("strong", {}, "Others"), ` (triangles): ${other}. The release’s README tells of them.`),
    between && h("li", {}, h("strong", {}, "Two annotators"), " (squares): how far two people who annotated the same articles independently agree with each other. Rules can hardly be expected to do better."),
    golds.some((gold) => gold.startsWith("invented")) && h("li", {}, "“Invented” articles were written for the purpose; “articles” are articles of this project."));
}

function scoresSection() {
  const scores = headlineScores();
  if (scores.length === 0) return empty("This project has no annotation by hand to measure against.");
  return [
    figure({
      title: "How well it agrees with annotation by hand",
      words: "F1 of what was to be found, else the share of right values, from 0 (nothing) to 1 (all). In brackets the number of annotated rows: with few, small differences mean nothing.",
      draw: (width) => scoresPlot(width, scores),
      table: {
        heads: ["Measure", "Measured on", "Share", "Annotated rows"],
        rows: scores.map(({ title, gold, share, n }) => [title, goldName(gold), share.toFixed(3), n]),
      },
    }),
    goldWords(),
  ];
}
