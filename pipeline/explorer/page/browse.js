// A table of rows with its filters. Placeholder.
function renderBrowse(section, route, query) {
  section.append(h("p", {}, `${COUNT.format(filtered(route, query).length)} rows`));
}
