// Who is quoted, how, by whom, and through whom: bars of quotes by speaker and kind, a matrix of
// speakers by sources, and the relays.

const MOST_SPEAKERS = 25;
const MOST_RELAYS = 30;
const speakerName = (key) => (key === NONE ? "not named" : nameOf(key));

/** Quotes by speaker (NONE for those not named), the named with the most first. */
function quotesBySpeaker() {
  const groups = d3.group(CHARTED.quotes, (row) => row.speaker_id ?? NONE);
  const named = [...groups.keys()].filter((key) => key !== NONE);
  const nOf = (key) => groups.get(key).length;
  const all = mostFirst(named, nOf, speakerName);
  const shown = all.slice(0, MOST_SPEAKERS);
  return { groups, nOf, all, shown, rows: groups.has(NONE) ? [...shown, NONE] : shown };
}

/** The parts of the bars: for each speaker one a kind, end to end. */
function kindBars(speakers, kinds) {
  return speakers.rows.flatMap((speaker) => {
    const numbers = d3.rollup(speakers.groups.get(speaker), (rows) => rows.length, (row) => row.kind);
    let end = 0;
    return kinds.filter((kind) => numbers.has(kind)).map((kind) => {
      const n = numbers.get(kind);
      end += n;
      return {
        speaker, kind, n, from: end - n, to: end, href: chartedHref("quotes", { speaker, kind }),
        label: `${speakerName(speaker)}, ${kind}: ${counted(n, "quotes")}`,
        tip: `${speakerName(speaker)}\n${kind}: ${counted(n, "quotes")} of ${COUNT.format(speakers.nOf(speaker))}`,
      };
    });
  });
}

function drawSpeakers(speakers, kinds, available) {
  const narrow = available < NARROW;
  const width = Math.min(available, 1000);
  const left = narrow ? 0 : 260;
  const apart = " "; // a row between the named and the others
  const domain = speakers.rows.includes(NONE) && speakers.shown.length > 0 ? [...speakers.shown, apart, NONE] : speakers.rows;
  const bars = kindBars(speakers, kinds);
  const largest = d3.max(speakers.rows, speakers.nOf);
  const right = 48;
  const pixels = (n) => (n / largest) * (width - left - right);
  const inset = narrow ? { insetTop: NAME, insetBottom: 4 } : { insetTop: 2, insetBottom: 2 };
  const dy = narrow ? (NAME - 4) / 2 : 0;
  return linked(Plot.plot({
    width, height: 8 + domain.length * (narrow ? ROW.narrow : ROW.wide), marginLeft: left, marginRight: right, marginTop: 4, marginBottom: 4,
    ariaLabel: "Quotes by speaker and kind",
    x: { domain: [0, largest], axis: null },
    y: { type: "band", domain, padding: 0, axis: null },
    color: { ...colour(kinds), legend: true },
    marks: [
      rowNames(speakers.rows, speakerName, narrow, narrow ? width : left),
      Plot.barX(bars, { x1: "from", x2: "to", y: "speaker", fill: "kind", insetRight: 1, ...inset, ...LINKED }),
      Plot.text(bars.filter((bar) => pixels(bar.n) > 34), {
        x: (bar) => (bar.from + bar.to) / 2, y: "speaker", dy, text: (bar) => SHORT.format(bar.n),
        fill: "var(--page)", pointerEvents: "none", ariaHidden: "true",
      }),
      Plot.text(speakers.rows, {
        x: speakers.nOf, y: (key) => key, dx: 6, dy, text: (key) => COUNT.format(speakers.nOf(key)), textAnchor: "start", ariaHidden: "true",
      }),
    ],
  }));
}

function kindTable(speakers, kinds) {
  return {
    heads: ["Speaker", ...kinds, "All"],
    rows: speakers.rows.map((speaker) => {
      const numbers = d3.rollup(speakers.groups.get(speaker), (rows) => rows.length, (row) => row.kind);
      return [speakerName(speaker), ...kinds.map((kind) => numberLink(numbers.get(kind) ?? 0, "quotes", { speaker, kind })),
        numberLink(speakers.nOf(speaker), "quotes", { speaker })];
    }),
  };
}

/** The cells of speakers by sources, each with its quotes and those of them that are relayed. */
function quotingCells(speakers, sources) {
  const groups = d3.group(CHARTED.quotes, (row) => row.speaker_id ?? NONE, (row) => sourceOf(row).source_id);
  return d3.cross(speakers, sources).map(([row, column]) => {
    const rows = groups.get(row).get(column) ?? [];
    const relayed = rows.filter((each) => each.via_id !== null);
    const through = relayed.length > 0
      ? `, ${COUNT.format(relayed.length)} of them relayed by ${listed(relayed.map((each) => nameOf(each.via_id)))}` : "";
    const what = `${speakerName(row)}, quoted by ${sourceName(column)}`;
    return {
      row, column, n: rows.length, ringed: relayed.length > 0, relays: d3.rollup(relayed, (same) => same.length, (each) => each.via_id),
      label: `${what}${through}: ${counted(rows.length, "quotes")}`, tip: `${what}\n${counted(rows.length, "quotes")}${through}`,
      href: chartedHref("quotes", { speaker: row, source: column }),
    };
  }).filter((cell) => cell.n > 0);
}

/** Speakers by sources, and of the sources those that quote most. */
function whoQuotesWhom(speakers) {
  const bySource = d3.rollup(CHARTED.quotes, (rows) => rows.length, (row) => sourceOf(row).source_id);
  const nOf = (id) => bySource.get(id) ?? 0;
  const all = mostFirst(SOURCES.keys(), nOf, sourceName);
  const sources = all.slice(0, MOST_SOURCES);
  const cells = quotingCells(speakers.rows, sources);
  const draw = (width) => {
    const narrow = width < NARROW;
    const columns = sources.slice(0, narrow ? Math.floor((width - 60) / 34) : MOST_SOURCES);
    const short = shortNames(columns.map(sourceName));
    return h("div", {},
      matrix({
        rows: speakers.rows, columns, rowName: speakerName, columnName: (id) => short(sourceName(id)),
        cells: cells.filter((cell) => columns.includes(cell.column)), largest: d3.max(cells, (cell) => cell.n),
        tint: COLOURS.quoted, width, margin: 260, narrow, about: "Quotes by speaker and source",
      }),
      leftOut(columns.length, all.length, "sources, those that quote most", d3.sum(columns, nOf), CHARTED.quotes.length, "quotes"));
  };
  const relays = (cell) => [...cell.relays].map(([via, n], i) => [
    i > 0 && "; ", `${nameOf(via)}: `, numberLink(n, "quotes", { speaker: cell.row, source: cell.column, via })]);
  return figure({
    title: "Who quotes whom",
    words: "Quotes of each speaker by each source. A ring: some of them reached the source through somebody else, who is "
      + "named when you point at the square, in the table, and below.",
    draw,
    table: {
      heads: ["Speaker", "Source", "Quotes", "Of these relayed by"],
      rows: cells.map((cell) => [speakerName(cell.row), sourceName(cell.column),
        numberLink(cell.n, "quotes", { speaker: cell.row, source: cell.column }), relays(cell)]),
    },
  });
}

/** Who passes on whose words. */
function relayTable() {
  const relayed = CHARTED.quotes.filter((row) => row.via_id !== null);
  if (relayed.length === 0) return [h("h2", {}, "Relays"), empty("No quote in this version is relayed.")];
  const pairs = d3.flatRollup(relayed, (rows) => rows, (row) => row.via_id, (row) => row.speaker_id ?? NONE);
  const most = mostFirst(pairs, ([, , rows]) => rows.length, ([via, speaker]) => `${nameOf(via)} ${speakerName(speaker)}`);
  const left = most.slice(MOST_RELAYS);
  return [
    h("h2", {}, "Relays: who passes on whose words"),
    h("p", { class: "quiet" }, `${counted(relayed.length, "quotes")} reached the article through somebody between it and the `
      + "speaker, such as a news agency."),
    plainTable("Relays", ["Relayed by", "Speaker", "Sources", "Quotes"], most.slice(0, MOST_RELAYS).map(([via, speaker, rows]) => [
      nameOf(via), speakerName(speaker), listed(rows.map((row) => sourceOf(row).name)), numberLink(rows.length, "quotes", { via, speaker })])),
    left.length > 0 && h("p", { class: "quiet" }, `${COUNT.format(left.length)} more such pairs have ${
      counted(d3.sum(left, ([, , rows]) => rows.length), "quotes")}: choose a relay among the filters of `, h("a", { href: "#quotes" }, "all quotes"), "."),
  ];
}

VIEWS.push({
  route: "speakers",
  title: "Speakers",
  question: "Who is quoted, how, and by whom?",
  render(section) {
    if (CHARTED.quotes.length === 0) {
      section.append(empty("No article in this version quotes anybody."));
      return;
    }
    const kinds = PAGE.schema.quotes.columns.find((column) => column.name === "kind").values;
    const speakers = quotesBySpeaker();
    section.append(
      figure({
        title: "Who is quoted most, and how",
        words: "Direct: all of it stands in quotation marks; mixed: part of it; indirect: none of it. Each stretch of an "
          + "interrupted quote counts. Not named: the article does not name the speaker, or it could not be made out who it is.",
        draw: (width) => h("div", {}, drawSpeakers(speakers, kinds, width), leftOut(speakers.shown.length, speakers.all.length,
          "named speakers, those quoted most", d3.sum(speakers.shown, speakers.nOf), CHARTED.quotes.length, "quotes")),
        table: kindTable(speakers, kinds),
      }),
      whoQuotesWhom(speakers), ...relayTable().filter(Boolean));
  },
});
