// The chart of an article: its parts, quotes, claims and mentions in their places. Belongs here:
// lanes, the chart, what is told of a span. Does not belong here: choosing an article, its facts.

const TOLD = 300; // characters of an excerpt in the line below the chart
const TIP_WIDTH = 600; // pixels; on narrower pages the line below the chart must do
const PART_NAMES = { front_matter: "front matter", back_matter: "back matter" };
const partName = (region) => PART_NAMES[region] ?? region;

/** Everything in an article, in the order of its place. Each: its table's route and its row. */
function placedIn(articleId) {
  const found = Object.entries(BROWSED).flatMap(([route, { table }]) =>
    T[table].filter((row) => row.article_id === articleId).map((row) => ({ route, row })));
  return d3.sort(found, ({ row }) => row.start, ({ row }) => -row.end);
}

/** The parts of an article (title, body, …) as unbroken runs of its sentences. */
function partsOf(articleId) {
  const { article_id: ids, region, start, end } = PAGE.regions;
  return ids.flatMap((id, i) => (id === articleId ? [{ region: region[i], start: start[i], end: end[i] }] : []));
}

/** What a thing is, in few words: "quote, mixed, Wang Yi". */
function placedWords({ route, row }) {
  const sort = {
    quotes: () => row.kind,
    claims: () => `${row.claim_type}, ${row.stance === "none" ? "no stance" : `${row.stance} ${row.stance_target ?? ""}`.trim()}`,
    mentions: () => `${principleName(row.principle_id)}, ${row.mention_type}`,
  }[route]();
  return `${BROWSED[route].one}, ${sort}, ${voiceOf(route, row)}`;
}

const placeWords = ({ row }) => `characters ${COUNT.format(row.start)} to ${COUNT.format(row.end)}`;

/** The lane that a thing lies in: its group (a heading) and its name there. */
function laneOf({ route, row }) {
  if (route === "quotes") return { group: "Quotes", name: row.kind };
  if (route === "claims") return { group: "Claims", name: row.stance === "none" ? "no stance" : row.stance };
  const framework = PRINCIPLES.get(row.principle_id).framework_id;
  return { group: `Mentions of principles, ${framework}`, name: row.principle_id };
}

/** The lanes from top to bottom, those without anything left out; headings have no name. */
function lanesOf(things) {
  const allowed = (table, column) => PAGE.schema[table].columns.find((each) => each.name === column).values;
  const all = [
    ...allowed("quotes", "kind").map((kind) => ({ route: "quotes", row: { kind } })),
    ...allowed("claims", "stance").map((stance) => ({ route: "claims", row: { stance } })),
    ...T.principles.map((row) => ({ route: "mentions", row })),
  ].map(laneOf);
  const used = new Set(things.map((thing) => laneKey(laneOf(thing))));
  const lanes = all.filter((lane) => used.has(laneKey(lane)));
  return [...d3.group(lanes, (lane) => lane.group)].flatMap(([group, within]) => [{ group, name: null }, ...within]);
}

const laneKey = ({ group, name }) => `${group}/${name ?? ""}`;
const PARTS = { group: "Parts of the text", name: null };

/** Colour of a thing; its lane says the same in words. */
function spanColour({ route, row }) {
  return COLOURS[{ quotes: row.kind, claims: row.stance }[route]] ?? "var(--purple)";
}

function anatomyPlot(width, article, things) {
  const parts = partsOf(article.article_id);
  const lanes = [PARTS, { ...PARTS, name: "parts" }, ...lanesOf(things)];
  const names = new Map(lanes.map((lane) => [laneKey(lane), lane.name === "parts" ? "" : lane.name]));
  const marginLeft = 88;
  const perCharacter = (width - marginLeft - 16) / article.n_characters;
  const inLane = (thing) => laneKey(laneOf(thing));
  const span = { x1: (thing) => thing.row.start, x2: (thing) => thing.row.end, y: inLane };
  const said = (thing) => `${placedWords(thing)}, ${placeWords(thing)}: ${excerptOf(thing.row, TOLD)}`;
  return Plot.plot({
    width, marginLeft, marginRight: 16, marginTop: 4, marginBottom: 44, height: lanes.length * 26 + 48,
    ariaLabel: `Places of quotes, claims and mentions in ${headlineOf(article)}`,
    x: { domain: [0, article.n_characters], label: "characters of the text", labelOffset: 34, ticks: Math.max(2, Math.floor(width / 160)) },
    y: { domain: lanes.map(laneKey), padding: 0.18 },
    color: { type: "identity" },
    marks: [
      Plot.axisY({ tickFormat: (key) => names.get(key) ?? "", tickSize: 0, label: null }),
      Plot.text(lanes.filter((lane) => lane.name === null), { y: laneKey, text: "group", frameAnchor: "left", dx: -marginLeft, textAnchor: "start", fontWeight: 600 }),
      Plot.ruleY(lanes.filter((lane) => lane.name !== null), { y: laneKey, stroke: "var(--line)" }),
      Plot.rect(parts, { x1: "start", x2: "end", y: () => `${PARTS.group}/parts`, fill: "var(--raised)", stroke: "var(--edge)",
        title: ({ region, start, end }) => `${partName(region)}, ${placeWords({ row: { start, end } })}` }),
      Plot.text(parts.filter((part) => (part.end - part.start) * perCharacter > partName(part.region).length * 7.5), {
        x: (part) => (part.start + part.end) / 2, y: () => `${PARTS.group}/parts`, text: (part) => partName(part.region) }),
      Plot.rect(things, {
        ...span, fill: spanColour, stroke: spanColour, strokeWidth: 1.5, fillOpacity: 0.55,
        href: ({ route, row }) => rowHref(route, row), ariaLabel: said }),
      width < TIP_WIDTH ? null : Plot.tip(things, Plot.pointer({
        x: (thing) => (thing.row.start + thing.row.end) / 2, y: inLane, maxRadius: 30, lineWidth: 32, ariaHidden: "true", title: (thing) => `${placedWords(thing)}\n${excerptOf(thing.row, 160)}` })),
    ],
  });
}

/**
 * The chart with a line below it that tells of the span under the pointer or with the focus. A
 * finger's first tap tells, its second leads to the row.
 */
function anatomyFigure(article, things) {
  const line = h("p", { class: "reading", role: "status" }, "Point at a span, or move to it with the tab key, to read it here.");
  const byHref = new Map(things.map((thing) => [rowHref(thing.route, thing.row), thing]));
  let told = null;
  const linkAt = (event) => event.target.closest?.("a");
  const hrefAt = (event) => linkAt(event)?.href.baseVal ?? null;
  const tell = (event) => {
    const href = hrefAt(event);
    const thing = byHref.get(href);
    if (!thing || href === told) return;
    told = href;
    line.replaceChildren(h("a", { href }, `${placeWords(thing)}: ${placedWords(thing)}`), " ",
      h("bdi", {}, excerptOf(thing.row, TOLD)));
  };
  let before = null; // what was told when a finger came down
  const chart = figure({
    title: "What stands where",
    words: "From the text’s first character on the left to its last on the right. Quotes within quotes lie over one another.",
    draw: (width) => anatomyPlot(width, article, things),
    table: {
      heads: ["Place", "What", "Text"],
      rows: things.map((thing) => [placeWords(thing), h("a", { href: rowHref(thing.route, thing.row) }, placedWords(thing)), excerptOf(thing.row)]),
    },
  });
  const place = chart.querySelector(".plot");
  place.addEventListener("pointerdown", () => { before = told; }, { capture: true });
  place.addEventListener("click", (event) => {
    const href = hrefAt(event);
    if (event.pointerType === "touch" && href !== null && href !== before) event.preventDefault();
    tell(event);
  });
  place.addEventListener("pointerover", (event) => { if (event.pointerType !== "touch") tell(event); });
  place.addEventListener("focusin", (event) => { if (!event.target.matches?.(":active")) tell(event); });
  place.after(line);
  return chart;
}
