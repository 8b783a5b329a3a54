// A table of rows with its filters. Belongs here: the columns, the pages, the address that says what
// is shown. Does not belong here: which rows fit (finding.js), the form (filter_form.js).

const PER_PAGE = 100;
const LONGEST_CELL = 260; // characters; the page of the row has all
const PAUSE = 150; // milliseconds without a key, after which what is costly or spoken is done

const textColumn = (label, valueOf) => ({ label, valueOf, ranks: rankedBy(valueOf) });

/** The principles of a row: their names, or of more than two their identifiers. */
function principlesInCell(route, row) {
  const ids = principlesOf(route, row).sort(ALPHABET.compare);
  return (ids.length > 2 ? ids.join(", ") : ids.map(principleName).join("; ")) || null;
}

const COLUMN = {
  text: textColumn("Text", (route, row) => row.text),
  who: textColumn("Who", voiceOf),
  principle: textColumn("Principle", principlesInCell),
  source: textColumn("Source", (route, row) => sourceOf(row).name),
  date: textColumn("Date", (route, row) => articleOf(row).published_on),
  confidence: { ...textColumn("Confidence", (route, row) => row.confidence), number: true, format: d3.format(".2f") },
  kind: textColumn("Kind", (route, row) => row.kind),
  type: textColumn("Type", (route, row) => row.claim_type ?? row.mention_type),
  stance: textColumn("Stance", (route, row) => (row.stance_target === null ? row.stance : `${row.stance}: ${row.stance_target}`)),
};
const shownColumns = (...names) => Object.fromEntries(
  ["text", "who", ...names, "principle", "source", "date", "confidence"].map((name) => [name, COLUMN[name]]));
const COLUMNS = { quotes: shownColumns("kind"), claims: shownColumns("stance", "type"), mentions: shownColumns("type") };

/** What stands in place of words that are not given. */
const withheldWords = (row) => `(words withheld; characters ${COUNT.format(row.start)} to ${COUNT.format(row.end)})`;

/** A row of the table. The roles stay where a narrow page lays the table out as cards. */
function tableRow(route, row) {
  const cells = Object.entries(COLUMNS[route]).map(([name, { label, valueOf, number, format }]) => {
    const value = valueOf(route, row);
    const content = name === "text"
      ? h("a", { href: rowHref(route, row), class: row.text === null ? "withheld" : null },
        row.text === null ? withheldWords(row) : shortened(row.text, LONGEST_CELL))
      : value === null ? h("span", { class: "quiet" }, "none") : format ? format(value) : value;
    return h("td", { role: "cell", class: number ? `${name} number` : name, "data-label": label, dir: number ? null : "auto" }, content);
  });
  return h("tr", { role: "row" }, cells);
}

/**
 * Show a table as the address says.
 * @returns {(query: object) => void} what shows another state of the same table
 */
function renderBrowse(section, route, query) {
  const what = PAGE.schema[BROWSED[route].table];
  section.append(h("p", { class: "lead quiet" }, what.description));
  if (rowsOn(route).length === 0) {
    section.append(empty(`This release has no ${route}.`));
    return () => {};
  }
  let state = query;
  let pause = null;
  const form = filterForm(route, (name, value) => go({ ...without(state, "page"), [name]: value }, name === "q"), () => {
    form.search.value = "";
    go(state.sort ? { sort: state.sort } : {});
    form.search.focus();
  });
  const told = h("p", { class: "told" });
  const inForce = h("p", { class: "printed" });
  const download = h("button", { type: "button", onclick: () => downloadCsv(route, filtered(route, state)) });
  const lines = codeOf(route, () => state);
  const heads = Object.entries(COLUMNS[route]).map(([name, { label, number }]) => h("th",
    { role: "columnheader", scope: "col", class: number ? "number" : null, "data-name": name },
    h("button", { type: "button", class: "sort", onclick: () => go({ ...without(state, "page"), sort: nextSort(state.sort, name) }) }, label)));
  const body = h("tbody", { role: "rowgroup" });
  const table = h("div", { class: "scroll", role: "region", "aria-label": `Table of ${route}`, tabindex: "0" },
    h("table", { class: "rows", role: "table", "aria-label": what.title },
      h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, heads)), body));
  const nothing = h("div", { class: "empty" });
  const pagers = [pager("Pages", turn), pager("Pages, below the table", turn)];
  section.append(form.element, h("div", { class: "above" }, told, pagers[0].element, download), inForce, lines.element,
    table, nothing, h("div", { class: "below" }, pagers[1].element));

  /** Go to a state: with a new entry in the history, or in place of the last while one types. */
  function go(next, typing = false) {
    state = Object.fromEntries(Object.entries(next).filter(([, value]) => value));
    try {
      history[typing ? "replaceState" : "pushState"](typing ? history.state : null, "", hrefOf(route, state));
      enter();
    } catch { /* some browsers allow a hundred in ten seconds: what comes later says all the same */ }
    refresh(typing);
  }

  function turn(page) {
    go({ ...state, page: page > 1 ? page : "" });
    table.focus({ preventScroll: true });
    table.scrollIntoView({ block: "start" });
  }

  function refresh(typing = false) {
    const rows = rowsOn(route);
    const sift = sifted(route, state);
    const [, descending, name] = /^(-?)(.*)$/.exec(state.sort ?? "");
    const sorted = name in COLUMNS[route] ? inOrder(sift.fit, COLUMNS[route][name].ranks(route), descending === "-") : sift.fit;
    const pages = Math.max(1, Math.ceil(sorted.length / PER_PAGE));
    const page = Math.min(pages, Math.max(1, Math.floor(Number(state.page)) || 1));
    const first = (page - 1) * PER_PAGE;
    body.replaceChildren(...sorted.slice(first, first + PER_PAGE).map((i) => tableRow(route, rows[i])));
    for (const head of heads) setOrNot(head, "aria-sort", head.dataset.name === name && (descending ? "descending" : "ascending"));
    const n = sorted.length;
    const words = n === 0 ? `No ${route} fit` : `Rows ${COUNT.format(first + 1)}–${COUNT.format(Math.min(first + PER_PAGE, n))} of ${COUNT.format(n)}`;
    told.textContent = n === rows.length ? words : `${words}; ${COUNT.format(rows.length)} in all`;
    const { chosen, words: searchedFor } = filtersOf(route, state);
    inForce.textContent = [...Object.entries(chosen).map(([facet, value]) => `${FACETS[route][facet].label}: ${valueName(route, facet, value)}`),
      searchedFor.length && `Search: ${searchedFor.join(" ")}`].filter(Boolean).join("; ");
    table.hidden = lines.element.hidden = n === 0;
    nothing.hidden = n > 0;
    if (n === 0) nothing.replaceChildren(...loosening(sift));
    download.hidden = n === 0;
    download.textContent = n === rows.length ? `Download all ${COUNT.format(n)} as CSV` : `Download ${n === 1 ? "this row" : `these ${COUNT.format(n)}`} as CSV`;
    for (const each of pagers) each.show(page, pages);
    clearTimeout(pause);
    const rest = () => {
      form.show(state, sift);
      lines.show(n);
      if (section.isConnected) announce(told.textContent);
    };
    if (typing) pause = setTimeout(rest, PAUSE);
    else rest();
  }

  /** What to do where nothing fits: each filter that could go, with what would fit then. */
  function loosening(sift) {
    const name = (filter) => (filter === "q" ? `the search for “${state.q.trim()}”` : `${FACETS[route][filter].label}: ${shortened(valueName(route, filter, state[filter]), LONGEST_OPTION)}`);
    const helpful = sift.names.map((filter) => [filter, withoutFilter(sift, filter)]).filter(([, n]) => n > 0);
    return [
      h("p", {}, `No ${route} fit all filters. `, helpful.length ? "Leave one out:" : "No single one of them is to blame: clear all filters, or take several back."),
      h("ul", {}, helpful.map(([filter, n]) => h("li", {},
        h("a", { href: hrefOf(route, without(state, filter, "page")) }, `without ${name(filter)}`), ` there ${n === 1 ? "is" : "are"} ${COUNT.format(n)}`))),
    ];
  }

  refresh();
  return (next) => {
    state = next;
    if (form.search.value !== (next.q ?? "")) form.search.value = next.q ?? "";
    refresh();
  };
}

const without = (object, ...names) => Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));

/** The order after a press on a column's head: ascending, then descending, then the table's own. */
function nextSort(sort, name) {
  return sort === name ? `-${name}` : sort === `-${name}` ? "" : name;
}

function setOrNot(element, attribute, value) {
  if (value) element.setAttribute(attribute, value);
  else element.removeAttribute(attribute);
}

/** Buttons to the previous and next page, which stay in place where there is none. */
function pager(label, turn) {
  let page = 1;
  const button = (words, by) => h("button", { type: "button", onclick: (event) => {
    if (event.currentTarget.getAttribute("aria-disabled") !== "true") turn(page + by);
  } }, words);
  const previous = button("Previous", -1);
  const next = button("Next", 1);
  const where = h("span", { class: "quiet" });
  const element = h("nav", { class: "pager", "aria-label": label }, previous, where, next);
  return {
    element,
    show(now, pages) {
      page = now;
      where.textContent = `page ${COUNT.format(now)} of ${COUNT.format(pages)}`;
      previous.setAttribute("aria-disabled", String(now <= 1));
      next.setAttribute("aria-disabled", String(now >= pages));
      element.hidden = pages <= 1;
    },
  };
}
