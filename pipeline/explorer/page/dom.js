// Making elements. Belongs here: the one way in which anything comes onto the page. Texts of
// articles go in as text, never as HTML.

/**
 * An element with attributes and children. `on…` attributes are listeners; an attribute that is
 * null, undefined or false is left out, one that is true is empty. Children are nodes or texts;
 * null and false are left out, arrays are opened.
 * @param {string} tag
 * @param {Object<string, any>} [attributes]
 * @param {...any} children
 * @returns {HTMLElement}
 */
function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : String(child));
  }
  return element;
}

/** A link to another web page; text alone where the address is none of http or https. */
function outward(address, ...children) {
  const safe = /^https?:\/\//i.test(address ?? "");
  return safe ? h("a", { href: address, rel: "noreferrer noopener external" }, children) : h("span", {}, children);
}

/** A table that scrolls in itself; `rows` are arrays of cells, the first a row's heading. */
function plainTable(caption, heads, rows) {
  return h("div", { class: "scroll", role: "region", "aria-label": caption, tabindex: "0" },
    h("table", {},
      h("caption", {}, caption),
      h("thead", {}, h("tr", {}, heads.map((head) => h("th", { scope: "col" }, head)))),
      h("tbody", {}, rows.map(([first, ...others]) => h("tr", {},
        h("th", { scope: "row" }, first),
        others.map((cell) => h("td", typeof cell === "number" ? { class: "number" } : {}, cell)))))));
}

/** Tell those who do not see the page what has happened. */
function announce(text) {
  document.getElementById("status").textContent = text;
}
