// Texts as fields of a CSV file. Belongs here: the convention of the release's own CSV files
// (pipeline/publishing/neutral.py). Does not belong here: rows (csv.js, sql_values.js).

const ACTIVE = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|\\(?=u[0-9a-f]{4})/g;
const PREFIXED = /^(?:['\t\n]|[\s\u00ad\u200b-\u200d\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20])/;

/** A text that does nothing in a spreadsheet, by the convention of the release's own CSV files. */
function neutral(text) {
  const shown = text.replace(ACTIVE, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return PREFIXED.test(shown) ? `'${shown}` : shown;
}

/** A text as a field of a CSV file. */
function quotedField(text) {
  return `"${neutral(text).replaceAll('"', '""')}"`;
}
