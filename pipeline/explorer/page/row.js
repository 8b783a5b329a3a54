// One row with everything known of it. Placeholder.
function renderRow(section, route, id) {
  section.append(h("p", {}, ROWS[route].get(id)?.text ?? "No such row."));
}
