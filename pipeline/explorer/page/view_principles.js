// Which principles each source talks about, and in whose voice: for each framework a matrix of
// principles by sources, once for the author's own voice and once for people quoted.

const VOICES = { author: "In the author's own voice", quoted: "In the words of somebody quoted" };

/** Mentions by source, principle and voice, and the sources with the most first. */
function principleMentions() {
  const voice = (row) => FACETS.mentions.voice.of(row)[0];
  const source = (row) => sourceOf(row).source_id;
  const groups = d3.group(CHARTED.mentions, (row) => row.principle_id, source, voice);
  const bySource = d3.rollup(CHARTED.mentions, (rows) => rows.length, source);
  return {
    rowsOf: (principle, sourceId, side) => groups.get(principle)?.get(sourceId)?.get(side) ?? [],
    isMentioned: (principle) => groups.has(principle),
    sources: mostFirst(SOURCES.keys(), (id) => bySource.get(id) ?? 0, sourceName),
  };
}

/** A cell of the matrix for each principle and source with mentions in this voice. */
function principleCells(principles, sources, voice, rowsIn) {
  return d3.cross(principles, sources).map(([row, column]) => {
    const rows = rowsIn(row, column, voice);
    const what = `${principleName(row)}, ${sourceName(column)}, ${VOICES[voice].toLowerCase()}`;
    const who = voice === "quoted" ? `\nvoiced by ${listed(rows.map((each) => voiceOf("mentions", each)))}` : "";
    const number = counted(rows.length, "mentions");
    return {
      row, column, n: rows.length, label: `${what}: ${number}`,
      tip: rows.length > 0 ? `${what}\n${number}${who}` : "",
      href: chartedHref("mentions", { principle: row, source: column, voice }),
    };
  }).filter((cell) => cell.n > 0);
}

/** The two matrices of a framework, side by side or one below the other. */
function drawPrinciples(framework, principles, found, largest, width) {
  const narrow = width < NARROW;
  const sources = found.sources.slice(0, narrow ? Math.min(MOST_SOURCES, Math.floor((width - 60) / 34)) : MOST_SOURCES);
  const short = shortNames(sources.map(sourceName));
  const margin = 290; // px; breaks no title of a principle twice
  const beside = width >= margin + 2 * Math.max(260, 90 + 28 * sources.length);
  const panels = Object.keys(VOICES).map((voice) => {
    const named = !beside || voice === "author";
    const room = beside ? (width - margin) / 2 + (named ? margin : 0) : width;
    return h("div", {}, h("h3", {}, VOICES[voice]), matrix({
      rows: principles, columns: sources, rowName: principleName,
      columnName: (id) => short(sourceName(id)), cells: principleCells(principles, sources, voice, found.rowsOf),
      largest, tint: COLOURS[voice], width: room, margin: named ? margin : 0, narrow, broken: true,
      about: `Mentions of the principles of ${framework.name} by source, ${VOICES[voice].toLowerCase()}`,
    }));
  });
  const nIn = (ids) => d3.sum(d3.cross(principles, ids), ([principle, source]) =>
    d3.sum(Object.keys(VOICES), (voice) => found.rowsOf(principle, source, voice).length));
  return h("div", {}, h("div", { class: beside ? "panels" : "" }, panels),
    leftOut(sources.length, found.sources.length, "sources, those with the most mentions", nIn(sources), nIn(found.sources), "mentions", { framework: framework.framework_id }));
}

/** The same numbers: a row for each principle and source that mentions it; null if none does. */
function principleTable(principles, sources, rowsIn) {
  const rows = d3.cross(principles, sources).map(([principle, source]) => {
    const [own, quoted] = Object.keys(VOICES).map((voice) => rowsIn(principle, source, voice));
    const link = (found, voice) => numberLink(found.length, "mentions", { principle, source, voice });
    return own.length + quoted.length === 0 ? null : [
      principleName(principle), sourceName(source), link(own, "author"), link(quoted, "quoted"),
      listed(quoted.map((row) => voiceOf("mentions", row)), 5)];
  });
  const mentioned = rows.filter(Boolean);
  return mentioned.length === 0 ? null : { heads: ["Principle", "Source", ...Object.values(VOICES), "Who is quoted"], rows: mentioned };
}

VIEWS.push({
  route: "principles",
  title: "Principles",
  question: "Which principles does each source talk about, and in whose voice?",
  render(section) {
    if (CHARTED.mentions.length === 0) {
      section.append(empty("No article in this version mentions a principle."));
      return;
    }
    const found = principleMentions();
    const cells = d3.cross(PRINCIPLES.keys(), found.sources.slice(0, MOST_SOURCES));
    const largest = d3.max(cells, ([principle, source]) =>
      d3.max(Object.keys(VOICES), (voice) => found.rowsOf(principle, source, voice).length));
    section.append(h("p", {}, "Each number counts the passages that express the substance of a principle, one for a sentence and "
      + "principle, and leads to them. What stands outside of quotes is the author's own voice. Empty squares: not mentioned."));
    const ofFramework = d3.rollup(CHARTED.mentions, (rows) => rows.length, (row) => PRINCIPLES.get(row.principle_id).framework_id);
    const inAll = (id) => ofFramework.get(id) ?? 0;
    for (const id of mostFirst(FRAMEWORKS.keys(), inAll, (key) => FRAMEWORKS.get(key).name)) {
      const framework = FRAMEWORKS.get(id);
      const principles = d3.sort(T.principles.filter((row) => row.framework_id === id), (row) => row.position).map((row) => row.principle_id);
      if (principles.length === 0) continue;
      section.append(figure({
        title: framework.name,
        words: [h("a", { href: chartedHref("mentions", { framework: id }) }, counted(inAll(id), "mentions")),
          `, of ${COUNT.format(principles.filter((each) => found.isMentioned(each)).length)} of its ${COUNT.format(principles.length)} principles.`],
        draw: (width) => drawPrinciples(framework, principles, found, largest, width),
        table: principleTable(principles, found.sources.slice(0, MOST_SOURCES), found.rowsOf),
      }));
    }
  },
});
