// What DuckDB gives, as text: in cells of the page and in CSV. Belongs here: values. Does not
// belong here: where they come from (sql_engine.js) and where they go (sql.js).

/**
 * A value as text, whole numbers and dates as DuckDB writes them; null is null.
 * @param {any} value a value of an Arrow vector
 * @param {object} type its Arrow type
 * @returns {string | null}
 */
function asText(value, type) {
  if (value === null || value === undefined) return null;
  const { DataType } = duckdb;
  if (DataType.isDictionary(type)) return asText(value, type.dictionary);
  if (DataType.isDate(type)) return isoTime(value).slice(0, 10);
  if (DataType.isTimestamp(type)) return isoTime(value).replace("T", " ").replace(/(\.000)?Z$/, "");
  if (DataType.isTime(type)) return clockTime(value, type.unit);
  if (DataType.isDecimal(type)) return decimal(value, type.scale);
  if (DataType.isBinary(type)) return [...value].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (DataType.isMap(type)) return entries(value, type.children[0].type.children[1].type);
  if (DataType.isStruct(type)) {
    const kinds = new Map(type.children.map((child) => [child.name, child.type]));
    return `{${[...value].map(([name, each]) => `${name}: ${asText(each, kinds.get(name)) ?? "NULL"}`).join(", ")}}`;
  }
  if (DataType.isList(type)) {
    return `[${[...value].map((each) => asText(each, type.children[0].type) ?? "NULL").join(", ")}]`;
  }
  return String(value);
}

/** Whether values of this type are numbers. */
function isNumber(type) {
  const { DataType } = duckdb;
  return DataType.isInt(type) || DataType.isFloat(type) || DataType.isDecimal(type);
}

/** Whether values of this type go into CSV without quotes: numbers, dates, true and false. */
function isBare(type) {
  const { DataType } = duckdb;
  return isNumber(type) || DataType.isDate(type) || DataType.isBool(type);
}

/** Milliseconds since 1970, or a Date, in ISO 8601. */
function isoTime(value) {
  const time = new Date(value instanceof Date ? value : Number(value));
  return Number.isNaN(time.getTime()) ? String(value) : time.toISOString();
}

/** A time of day, counted in seconds to nanoseconds by `unit`. */
function clockTime(value, unit) {
  const parts = BigInt(10) ** BigInt(3 * unit);
  const seconds = Number(BigInt(value) / parts);
  const clock = new Date(seconds * 1000).toISOString().slice(11, 19);
  const rest = (BigInt(value) % parts).toString().padStart(3 * unit, "0").replace(/0+$/, "");
  return rest && unit ? `${clock}.${rest}` : clock;
}

/** A decimal of four words of 32 bits, the lowest first, in two's complement. */
function decimal(words, scale) {
  let number = 0n;
  for (const word of [...words].reverse()) number = (number << 32n) | BigInt(word);
  number = BigInt.asIntN(32 * words.length, number);
  const digits = (number < 0n ? -number : number).toString().padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  return (number < 0n ? "-" : "") + (scale ? `${whole}.${digits.slice(-scale)}` : whole);
}

/** The entries of a map. */
function entries(map, type) {
  return `{${[...map].map(([key, value]) => `${key}=${asText(value, type) ?? "NULL"}`).join(", ")}}`;
}

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

/**
 * An Arrow table as CSV in the form of the release's own: texts in double quotes and neutral, null
 * an empty field, line feed.
 */
function asCsv(table) {
  const columns = table.schema.fields.map((field, position) => [table.getChildAt(position), field.type, isBare(field.type)]);
  const lines = [table.schema.fields.map((field) => quotedField(field.name)).join(",")];
  for (let row = 0; row < table.numRows; row += 1) {
    lines.push(columns.map(([column, type, bare]) => {
      const text = asText(column.get(row), type);
      if (text === null) return "";
      return bare ? text : quotedField(text);
    }).join(","));
  }
  return `${lines.join("\n")}\n`;
}
