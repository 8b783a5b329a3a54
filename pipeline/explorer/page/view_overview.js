// The first view: what this is, how much of it there is, and which questions the others answer.

VIEWS.push({
  route: "overview",
  title: "Overview",
  question: "Who said what about the Global Initiative on Data Security",
  render(section) {
    section.append(
      h("ul", { class: "tiles" }, Object.entries(BROWSED).map(([route, { table }]) =>
        h("li", {}, h("a", { href: `#${route}` },
          h("b", {}, COUNT.format(T[table].length)), " ", PAGE.schema[table].title)))),
      h("h2", {}, "Questions this page answers"),
      h("ul", { class: "questions" }, VIEWS.slice(1).filter((view) => !view.hidden).map((view) =>
        h("li", {}, h("a", { href: `#${view.route}` }, view.question)))));
  },
});
