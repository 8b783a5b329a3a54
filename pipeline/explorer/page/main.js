// The frame: which view or table the address asks for. Belongs here: routes, navigation, the title
// and the focus. Does not belong here: what any view shows.

/** Views by route. Each: title (in the navigation), question (its heading), render(section, rest). */
const pages = new Map([
  ...VIEWS.map((view) => [view.route, view]),
  ...Object.keys(BROWSED).map((route) => [route, {
    route, title: PAGE.schema[BROWSED[route].table].title, question: PAGE.schema[BROWSED[route].table].title,
    render: (section, { query }) => renderBrowse(section, route, query) }]),
  ...Object.entries(BROWSED).map(([route, { one }]) => [one, {
    route: one, within: route, title: `One ${one}`, question: `One ${one}`,
    render: (section, { id }) => renderRow(section, route, id) }]),
]);

/** The parts of the location's hash: `#quotes?kind=direct`, `#quote/<id>`. */
function addressed() {
  const [path, query = ""] = decodeHash(location.hash.slice(1)).split("?");
  const [route, id = null] = path.split("/");
  const page = pages.get(route) ?? pages.get("overview");
  return { page, id, query: Object.fromEntries(new URLSearchParams(query)) };
}

/** The hash as text; broken escapes are left as they are. */
function decodeHash(hash) {
  const [path, ...query] = hash.split("?");
  try {
    return [decodeURIComponent(path), ...query].join("?");
  } catch {
    return hash;
  }
}

/** By entry of the history: how far the page was scrolled when it was left, and the link focused. */
const leftAt = new Map();
let entry = null;

/** Take note of the entry that is left, and give the one that is entered a name if it has none. */
function enter() {
  if (entry !== null) leftAt.set(entry, { top: scrollY, href: document.activeElement?.getAttribute("href") });
  if (!history.state?.entry) history.replaceState({ entry: `${performance.timeOrigin} ${leftAt.size}` }, "");
  entry = history.state.entry;
}

/** Back to where the reader was; false where the entry is new. */
function returned(section) {
  const was = leftAt.get(entry);
  if (!was) return false;
  const link = was.href && [...section.querySelectorAll("a")].find((each) => each.getAttribute("href") === was.href);
  link?.focus({ preventScroll: true });
  scrollTo(0, was.top);
  requestAnimationFrame(() => requestAnimationFrame(() => scrollTo(0, was.top))); // charts are drawn by now
  return true;
}

let shown = null;
let again = null; // shows another state of what is shown; what cannot do that is shown anew

function show() {
  enter();
  const { page, id, query } = addressed();
  if (shown === page.route + id && again) {
    again(query);
    return;
  }
  const main = document.getElementById("main");
  const heading = h("h1", { tabindex: "-1" }, page.question);
  const section = h("section", { class: `view ${page.route}` }, heading);
  main.replaceChildren(section);
  const shows = page.render(section, { id, query });
  again = typeof shows === "function" ? shows : null;
  const title = section.querySelector("h1").textContent;
  document.title = `${title}: ${titleParts()[0]} ${PAGE.version}`;
  for (const link of document.querySelectorAll("nav a")) {
    if (link.getAttribute("href") === `#${page.within ?? page.route}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  if (shown !== null && shown !== page.route + id && !returned(section)) {
    heading.focus({ preventScroll: true });
    scrollTo(0, 0);
  }
  shown = page.route + id;
}

function start() {
  const item = (route, title) => h("li", {}, h("a", { href: `#${route}` }, title));
  document.getElementById("views").append(...VIEWS.filter((v) => !v.hidden).map((view) => item(view.route, view.title)));
  document.getElementById("tables").append(...Object.keys(BROWSED).map((route) => item(route, pages.get(route).title)));
  if (PAGE.sample) {
    const { articles, ofArticles, rows, ofRows } = PAGE.sample;
    const note = document.getElementById("sample");
    note.textContent = `This page holds a sample: ${COUNT.format(articles)} of ${COUNT.format(ofArticles)} articles, drawn `
      + `without regard to their content, with ${COUNT.format(rows)} of ${COUNT.format(ofRows)} quotes, claims and mentions. `
      + "All numbers on it are those of the sample; the files of the release have everything.";
    note.hidden = false;
  }
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault(); // the hash says which view is shown
    document.getElementById("main").focus();
  });
  history.scrollRestoration = "manual"; // by `returned`: what there was to scroll is drawn anew
  addEventListener("hashchange", show);
  show();
}

start();
