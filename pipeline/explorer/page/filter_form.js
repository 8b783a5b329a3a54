// The form above a table: a search box and a choice for each facet. Belongs here: showing what is
// chosen and what else could be, without ever building a control anew. Does not belong here: which
// rows fit (finding.js), the address (browse.js).

const LONGEST_LIST = 40; // values; with more, one types and chooses from what the browser offers
const LONGEST_OPTION = 70; // characters

/** A text up to its last word within so many characters. */
function shortened(text, length) {
  if (text.length <= length) return text;
  return `${text.slice(0, length).replace(/\s+\S*$/, "").replace(/[\ud800-\udbff]$/, "")}…`;
}

/**
 * The form of a table. `changed(name, value)` is told of every change, "" where a choice is taken
 * back; `cleared()` when all are. `show(query, sift)` shows a state.
 * @returns {{element: HTMLElement, search: HTMLInputElement, show: (query: object, sift: object) => void}}
 */
function filterForm(route, changed, cleared) {
  const search = h("input", { type: "search", id: "q", autocomplete: "off", spellcheck: "false",
    onfocus: () => searched(route), // prepared before the first key
    oninput: () => changed("q", search.value) });
  const choices = Object.fromEntries(Object.keys(FACETS[route]).map((name) =>
    [name, facetChoice(route, name, (value) => changed(name, value))]));
  const behind = (more) => Object.entries(choices).filter(([name]) => FACETS[route][name].more === more).map(([, each]) => each.element);
  const clear = h("button", { type: "button", onclick: cleared }, "Clear all filters");
  const more = h("details", { class: "more" }, h("summary", {}, "More filters"), h("div", { class: "facets" }, behind(true)));
  const element = h("form", { class: "filters", role: "search", "aria-label": `Find ${route}`, onsubmit: (event) => event.preventDefault() },
    h("div", { class: "searching" },
      h("label", { for: "q" }, "Search in text, speaker and article’s title"), search, clear),
    h("div", { class: "facets" }, behind(false)), more);

  function show(query, sift) {
    const { chosen, words } = filtersOf(route, query);
    if (document.activeElement !== search) search.value = query.q ?? "";
    for (const [name, each] of Object.entries(choices)) each.show(chosen[name] ?? "", valueCounts(sift, name));
    const many = Object.keys(chosen).length + (words.length ? 1 : 0);
    clear.setAttribute("aria-disabled", String(many === 0));
    if (Object.keys(chosen).some((name) => FACETS[route][name].more)) more.open = true;
  }
  return { element, show, search };
}

/** The control of one facet: a list, or where that would be long, a box with suggestions. */
function facetChoice(route, name, changed) {
  const { values } = coded(route, name);
  const { label } = FACETS[route][name];
  return (values.length > LONGEST_LIST ? suggesting : listing)(route, name, `facet-${name}`, label, changed);
}

/** The values that some row has under the other filters, or that is chosen; the most frequent first. */
function offered(route, name, chosen, counts) {
  const { values } = coded(route, name);
  const some = values.map((value, i) => ({ value, count: counts[i], name: valueName(route, name, value) }))
    .filter(({ value, count }) => count > 0 || value === chosen);
  if (chosen !== "" && !values.includes(chosen)) some.push({ value: chosen, count: 0, name: valueName(route, name, chosen) });
  return some.sort((a, b) => b.count - a.count || ALPHABET.compare(a.name, b.name));
}

function listing(route, name, id, label, changed) {
  const select = h("select", { id, onchange: () => changed(select.value) });
  let before = null;
  function show(chosen, counts) {
    const options = offered(route, name, chosen, counts);
    const now = JSON.stringify(options);
    if (now !== before) {
      before = now;
      select.replaceChildren(h("option", { value: "" }, "any"), ...options.map((option) =>
        h("option", { value: option.value }, `${shortened(option.name, LONGEST_OPTION)} (${COUNT.format(option.count)})`)));
    }
    select.value = chosen;
  }
  return { element: h("div", { class: "facet" }, h("label", { for: id }, label), select), show };
}

/** What each value is called where no two may be called the same. */
const distinctNames = once((route, name) => {
  const { values } = coded(route, name);
  const times = d3.rollup(values, (some) => some.length, (value) => valueName(route, name, value));
  return new Map(values.map((value) => {
    const plain = valueName(route, name, value);
    return [value, times.get(plain) === 1 ? plain : `${plain} (${value})`];
  }));
});

function suggesting(route, name, id, label, changed) {
  const names = distinctNames(route, name);
  const byName = new Map([...names].map(([value, each]) => [each.toLowerCase(), value]));
  const list = h("datalist", { id: `${id}-list` });
  const wrong = h("p", { class: "wrong", id: `${id}-wrong`, hidden: true });
  const back = h("button", { type: "button", class: "back", "aria-label": `Any ${label.toLowerCase()}`, hidden: true,
    onclick: () => { take(""); input.focus(); } }, "×");
  const input = h("input", { id, list: list.id, autocomplete: "off", placeholder: `any of ${COUNT.format(names.size)}`,
    "aria-describedby": wrong.id,
    oninput: () => { if (input.value.trim() === "" || byName.has(input.value.trim().toLowerCase())) settle(); },
    onchange: settle });
  let now = "";
  let before = null;

  /** Take what is typed for a choice; part of a name will do if it is part of no other. */
  function settle() {
    const typed = input.value.trim().toLowerCase();
    const fitting = typed === "" ? [] : [...byName.keys()].filter((each) => each.includes(typed));
    const value = byName.get(typed) ?? (fitting.length === 1 ? byName.get(fitting[0]) : undefined);
    if (typed === "" || value !== undefined) take(value ?? "");
    else tell(`${fitting.length ? `${COUNT.format(fitting.length)} names have` : "No name has"} this in it: choose one that is offered.`);
  }
  function take(value) {
    tell(null);
    if (value === "") input.value = "";
    if (value !== now) changed(value);
  }
  function tell(words) {
    wrong.textContent = words ?? "";
    wrong.hidden = words === null;
    input.setAttribute("aria-invalid", String(words !== null));
  }
  function show(chosen, counts) {
    if (chosen !== now) tell(null);
    if (chosen !== now || document.activeElement !== input) {
      if (input.getAttribute("aria-invalid") !== "true") input.value = chosen === "" ? "" : names.get(chosen) ?? valueName(route, name, chosen);
    }
    now = chosen;
    back.hidden = chosen === "";
    const options = offered(route, name, chosen, counts);
    const key = JSON.stringify(options.map(({ value, count }) => [value, count]));
    if (key === before) return;
    before = key;
    list.replaceChildren(...options.map(({ value, count }) =>
      h("option", { value: names.get(value) ?? value, label: `${COUNT.format(count)} ${route}` })));
  }
  const element = h("div", { class: "facet" }, h("label", { for: id }, label),
    h("div", { class: "box" }, input, back), list, wrong);
  return { element, show };
}
