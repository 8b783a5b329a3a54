// Who is for and who against which framework: for each framework bars to both sides, by claimant and
// by source, with the claims without a stance beside.

const MOST_BARS = 15; // under each heading
const STANCES = { against: "against", favor: "for", none: "no stance" }; // in the order of the page
const GROUPS = { speaker: "Speakers quoted", author: "Authors, by source" };

/** Who puts a claim forward, as the filters that find it: an author by source, a speaker by name. */
const claimantOf = (row) => (row.claimant_kind === "author"
  ? { voice: "author", source: sourceOf(row).source_id }
  : { voice: "speaker", speaker: row.claimant_id ?? NONE });

const isNamed = (one) => one.filters.speaker !== NONE;

function claimantName({ voice, source, speaker }, nameOfSource = sourceName) {
  if (voice === "author") return `the author (${nameOfSource(source)})`;
  return speaker === NONE ? "not named" : nameOf(speaker);
}

/**
 * Claims by what `filtersOf` gives for a row: each with its name, and by stance their number and how
 * many of them are softened; those with most claims for or against first, the not named last.
 */
function stances(claims, filtersOf, nameOfFilters) {
  const all = d3.groups(claims, (row) => JSON.stringify(filtersOf(row))).map(([key, rows]) => {
    const byStance = d3.group(rows, (row) => row.stance);
    const of = (stance) => byStance.get(stance) ?? [];
    const filters = JSON.parse(key);
    return {
      key, filters, name: nameOfFilters(filters), n: rows.length,
      ...Object.fromEntries(Object.keys(STANCES).map((stance) => [stance, of(stance).length])),
      hedged: Object.fromEntries(Object.keys(STANCES).map((stance) => [stance, of(stance).filter((row) => row.hedged).length])),
    };
  });
  const decided = (one) => one.against + one.favor;
  return all.sort((a, b) => isNamed(b) - isNamed(a) || decided(b) - decided(a) || b.n - a.n || d3.ascending(a.name, b.name));
}

/** Where the bars lie: `against` to the left of 0, `favor` to its right, `none` beside from `aside`. */
function sides(shown, room) {
  const most = (stance) => d3.max(shown, (one) => one[stance]);
  const least = 0.3 * d3.max(Object.keys(STANCES), most); // keeps room for the words above
  const [against, favor, none] = Object.keys(STANCES).map((stance) => Math.max(least, most(stance)));
  const perPixel = (against + favor + none) / (room - 3 * 44); // 44 px for the number of each
  const aside = favor + 44 * perPixel;
  return { aside, domain: [-against - 44 * perPixel, aside + none + 44 * perPixel] };
}

function stanceBars(shown, framework, aside) {
  return shown.flatMap((one) => Object.keys(STANCES).filter((stance) => one[stance] > 0).map((stance) => {
    const n = one[stance];
    const softened = one.hedged[stance] > 0 ? `, ${COUNT.format(one.hedged[stance])} of them softened` : "";
    const [from, to] = { against: [-n, 0], favor: [0, n], none: [aside, aside + n] }[stance];
    return {
      key: one.key, stance, n, from, to, end: stance === "against" ? from : to,
      label: `${one.name}, ${STANCES[stance]}${softened}: ${counted(n, "claims")}`,
      tip: `${one.name}\n${STANCES[stance]}: ${counted(n, "claims")}${softened}`,
      href: chartedHref("claims", { framework: framework.framework_id, stance, ...one.filters }),
    };
  }));
}

/** The plot of `shown`, under a heading for each of `groups` where there are any. */
function drawStance(shown, framework, { groups, nameOfFilters }, about, available) {
  const narrow = available < NARROW;
  const width = Math.min(available, 1000);
  const left = narrow ? 0 : 300;
  const { aside, domain } = sides(shown, width - left);
  const bars = stanceBars(shown, framework, aside);
  const short = shortNames(shown.filter((one) => one.filters.source).map((one) => sourceName(one.filters.source)));
  const names = new Map([...shown.map((one) => [one.key, nameOfFilters(one.filters, (id) => short(sourceName(id)))]), ...groups]);
  const rows = groups.length === 0 ? shown.map((one) => one.key) : groups.flatMap(([voice]) => {
    const inside = shown.filter((one) => one.filters.voice === voice).map((one) => one.key);
    return inside.length > 0 ? [voice, ...inside] : [];
  });
  const inset = narrow ? { insetTop: NAME, insetBottom: 4 } : { insetTop: 2, insetBottom: 2 };
  const dy = narrow ? (NAME - 4) / 2 : 0;
  const number = (side, textAnchor, dx) => Plot.text(bars.filter((bar) => (bar.stance === "against") === (side === "left")), {
    x: "end", y: "key", text: (bar) => COUNT.format(bar.n), textAnchor, dx, dy, pointerEvents: "none", ariaHidden: "true",
  });
  const head = (word, x, textAnchor) => Plot.text([word], {
    x: [x], frameAnchor: "top", dy: -16, dx: textAnchor === "end" ? -6 : 6, textAnchor, fontWeight: "bold",
  });
  return linked(Plot.plot({
    width, height: 30 + rows.length * (narrow ? ROW.narrow : ROW.wide), marginLeft: left, marginRight: 0, marginTop: 28, marginBottom: 2,
    ariaLabel: about,
    x: { domain, axis: null },
    y: { type: "band", domain: rows, padding: 0, axis: null },
    color: colour(Object.keys(STANCES)),
    marks: [
      Plot.tickX(d3.cross([0, aside], rows), {
        x: ([at]) => at, y: ([, key]) => key, stroke: "var(--edge)", ariaHidden: "true", insetTop: narrow ? NAME : 0,
      }),
      rowNames(rows, (key) => names.get(key), narrow, narrow ? width : left, { strong: new Set(groups.map(([voice]) => voice)) }),
      Plot.barX(bars, { x1: "from", x2: "to", y: "key", fill: "stance", ...inset, ...LINKED }),
      number("left", "end", -5), number("right", "start", 5),
      head(`← ${STANCES.against}`, 0, "end"), head(`${STANCES.favor} →`, 0, "start"), head(STANCES.none, aside, "start"),
    ],
  }));
}

/** Number and softened ones of each stance; both lead to their claims. */
function stanceTable(first, all, framework) {
  const cells = (one) => Object.keys(STANCES).flatMap((stance) => {
    const filters = { framework: framework.framework_id, stance, ...one.filters };
    return [numberLink(one[stance], "claims", filters),
      numberLink(one.hedged[stance], "claims", { ...filters, hedged: "true" })];
  });
  return {
    heads: [first, ...Object.values(STANCES).flatMap((stance) => [stance, "of these softened"])],
    rows: all.map((one) => [one.name, ...cells(one)]),
  };
}

/** One chart of the claims towards a framework: `by` says whose they are. */
function stanceFigure(framework, claims, by) {
  const { first, words, filtersOf, nameOfFilters, ofWhat } = by;
  const all = stances(claims, filtersOf, nameOfFilters);
  const shown = [...d3.group(all, (one) => one.filters.voice).values()]
    .flatMap((same) => same.filter((one, i) => i < MOST_BARS || !isNamed(one)));
  const title = `Towards the ${framework.name}, by ${first.toLowerCase()}`;
  return figure({
    title,
    words: [h("a", { href: chartedHref("claims", { framework: framework.framework_id }) }, counted(claims.length, "claims")), words],
    draw: (width) => h("div", {}, drawStance(shown, framework, by, title, width), leftOut(shown.length, all.length, ofWhat,
      d3.sum(shown, (one) => one.n), claims.length, "claims", { framework: framework.framework_id })),
    table: stanceTable(first, shown, framework),
  });
}

const BY_CLAIMANT = {
  first: "Claimant", words: ", by who puts them forward.", filtersOf: claimantOf,
  nameOfFilters: claimantName, ofWhat: "claimants, those with the most claims for or against", groups: Object.entries(GROUPS),
};
const BY_SOURCE = {
  first: "Source", words: ", by the source that prints them, whoever puts them forward.",
  filtersOf: (row) => ({ source: sourceOf(row).source_id }),
  nameOfFilters: ({ source }, nameOfSource = sourceName) => nameOfSource(source),
  ofWhat: "sources, those with the most claims for or against", groups: [],
};

VIEWS.push({
  route: "stance",
  title: "Stance",
  question: "Who is for and who is against which framework?",
  render(section) {
    if (CHARTED.claims.length === 0) {
      section.append(empty("No article in this version has a claim."));
      return;
    }
    const towards = d3.group(CHARTED.claims, (row) => row.stance_target);
    const frameworks = T.frameworks.filter((row) => towards.has(row.framework_id))
      .sort((a, b) => towards.get(b.framework_id).length - towards.get(a.framework_id).length);
    const without = (towards.get(null) ?? []).length;
    section.append(...[
      h("p", {}, "Stance is the attitude of a claim towards a framework as a whole, not towards one of its principles. What is a claim, "
        + "and whether it is for or against, are matters of judgement, on which careful annotators differ too: take this as a first "
        + "sorting (", h("a", { href: "#quality" }, "how good it is"), "). Softened claims are those with words such as ‘may’ or ‘appears’. "
        + "Not named: the article does not name the speaker, or it could not be made out who it is."),
      without > 0 && h("p", {}, "Claims about no framework are not in the charts: ",
        h("a", { href: chartedHref("claims", { framework: NONE }) }, counted(without, "claims")), "."),
      frameworks.length === 0 && empty("No claim in this version is about a framework."),
      ...[BY_CLAIMANT, BY_SOURCE].flatMap((by) =>
        frameworks.map((framework) => stanceFigure(framework, towards.get(framework.framework_id), by))),
    ].filter(Boolean));
  },
});
