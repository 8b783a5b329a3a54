// What several views are made of. Belongs here: excerpts and why one is missing, numbers with their
// noun, lists of facts, long lists that grow, charts side by side. Does not belong here: any one view.

/** Why a row has no text. */
function whyWithheld(row) {
  return sourceOf(row).text_policy === "offsets"
    ? "not shown: the source publishes positions only"
    : "not shown: over the excerpt limit of the source";
}

/** A row's text, in quotation marks unless it has its own, at most `most` characters of it; or why there is none. */
function excerptOf(row, most = Infinity) {
  if (row.text === null) return `(${whyWithheld(row)})`;
  const characters = row.text.length > most ? [...row.text] : [];
  const text = characters.length > most ? `${characters.slice(0, most).join("").trimEnd()} …` : row.text;
  return /^["“„«]|["”»]$/u.test(row.text) ? text : `“${text}”`;
}

/** "1 article", "1,204 articles". */
const numbered = (n, plural) => `${COUNT.format(n)} ${n === 1 ? plural.replace(/s$/, "") : plural}`;

/** What an article is called. */
const headlineOf = (article) => article.title ?? "An article without a headline";

/** Terms with what they are; those that are null are left out. */
function factList(pairs) {
  return h("dl", { class: "properties" }, pairs.filter(([, value]) => value !== null && value !== undefined)
    .map(([term, value]) => h("div", {}, h("dt", {}, term), h("dd", {}, value))));
}

/** `list` with `step` of the items, and a button that adds as many more. */
function growing(list, items, step, make) {
  const button = h("button", { type: "button", class: "grow", onclick: () => {
    const first = list.children.length;
    grow();
    list.children[first].setAttribute("tabindex", "-1");
    list.children[first].focus();
    announce(`${COUNT.format(list.children.length)} of ${COUNT.format(items.length)} shown`);
  } });
  const grow = () => {
    const from = list.children.length;
    list.append(...items.slice(from, from + step).map(make));
    const rest = items.length - list.children.length;
    button.textContent = `Show ${COUNT.format(Math.min(step, rest))} more of ${COUNT.format(items.length)}`;
    button.hidden = rest === 0;
  };
  grow();
  return [list, button];
}

/** Charts side by side, as many as fit into `width`. Each: a title and `draw(width)`. */
function sideBySide(width, charts) {
  const gap = 24;
  const columns = Math.max(1, Math.min(charts.length, Math.floor((width + gap) / (300 + gap))));
  const each = Math.min(420, Math.floor((width - (columns - 1) * gap) / columns));
  return h("div", { class: "multiples" }, charts.map(({ title, draw }) =>
    h("div", {}, h("h3", {}, title), draw(each))));
}
