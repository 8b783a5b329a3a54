// Fills the committed files of this folder from node_modules, which package-lock.json decides:
// run by `make vendor`. Belongs here: which file comes from where, and whose work is inside it.
// Does not belong here: anything of our own that runs on a page.

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
const LOCK = JSON.parse(readFileSync(join(HERE, "package-lock.json"), "utf8"));
const DUCKDB = "@duckdb/duckdb-wasm";

// What d3-dsv needs for its commands alone; no bundle has it.
const COMMANDS_ONLY = new Set(["commander", "iconv-lite", "rw"]);

// Published without the text of their licence, which their repositories have.
const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
`;
const WITHOUT_TEXT = {
  [DUCKDB]: `DuckDB-Wasm
Copyright 2021 DuckDB WASM Contributors (see https://github.com/duckdb/duckdb-wasm/graphs/contributors)

DuckDB, which is compiled into it
Copyright 2018-2025 Stichting DuckDB Foundation

${MIT}`,
};

const sha256 = (data) => createHash("sha256").update(data).digest("hex");
const installed = (...path) => readFileSync(join(HERE, "node_modules", ...path));
const locked = (name) => LOCK.packages[`node_modules/${name}`];

/** A package and all that it depends on, without what `left` names. */
function closure(name, left) {
  const found = new Set();
  const visit = (each) => {
    if (found.has(each) || left.has(each)) return;
    found.add(each);
    Object.keys(locked(each).dependencies ?? {}).forEach(visit);
  };
  visit(name);
  return found;
}

/** The packages that files below node_modules belong to. */
function packagesOf(paths) {
  const found = new Set();
  for (const path of paths) {
    const match = /(?:node_modules|^\.\.\/\.\.)\/((?:@[^/]+\/)?[^/.][^/]*)\//.exec(path);
    if (match) found.add(match[1]);
  }
  return found;
}

/** DuckDB-Wasm's interface for pages and Arrow's reader, in one classic script: `duckdb`. */
async function bundled() {
  const result = await build({
    stdin: {
      contents: `
        export { AsyncDuckDB, DuckDBAccessMode, DuckDBDataProtocol, VoidLogger } from "${DUCKDB}";
        export { DataType } from "apache-arrow";`,
      resolveDir: HERE,
    },
    absWorkingDir: HERE,
    bundle: true,
    format: "iife",
    globalName: "duckdb",
    platform: "browser",
    target: "es2022",
    minify: true,
    legalComments: "none", // they are in licenses/, in full
    write: false,
    metafile: true,
  });
  return [result.outputFiles[0].contents, packagesOf(Object.keys(result.metafile.inputs))];
}

/** Packed, without time and system: the same bytes on every machine. */
function packed(data) {
  const bytes = gzipSync(data, { level: 9 });
  bytes[9] = 255;
  return bytes;
}

/** The text of a package's licence, with its NOTICE. */
function licenseText(name) {
  if (name in WITHOUT_TEXT) return WITHOUT_TEXT[name];
  const files = readdirSync(join(HERE, "node_modules", name));
  const chosen = [/^licen[cs]e/i, /^notice/i].flatMap((form) =>
    files.filter((file) => form.test(file)).sort().slice(0, 1));
  if (!chosen.length) throw new Error(`${name}: no text of its licence`);
  return chosen.map((file) => installed(name, file).toString().replaceAll("\r\n", "\n")).join("\n");
}

const d3 = closure("d3", COMMANDS_ONLY);
const plot = closure("@observablehq/plot", new Set([...COMMANDS_ONLY, ...d3]));
const worker = "duckdb-browser-eh.worker.js";
const sources = JSON.parse(installed(DUCKDB, "dist", `${worker}.map`)).sources;
const [bundle, inBundle] = await bundled();
const withoutMap = (data) => data.toString().replace(/\n?\/\/# sourceMappingURL=.*\s*$/, "\n");

const FILES = [
  ["d3.min.js", installed("d3", "dist", "d3.min.js"), d3],
  ["plot.umd.min.js", installed("@observablehq", "plot", "dist", "plot.umd.min.js"), plot],
  ["duckdb.js", bundle, inBundle],
  [worker, withoutMap(installed(DUCKDB, "dist", worker)), new Set([DUCKDB, ...packagesOf(sources)])],
  ["duckdb-eh.wasm.gz", packed(installed(DUCKDB, "dist", "duckdb-eh.wasm")), new Set([DUCKDB])],
];

rmSync(join(HERE, "licenses"), { recursive: true, force: true });
mkdirSync(join(HERE, "licenses"));
const files = FILES.map(([path, data, inside]) => {
  writeFileSync(join(HERE, path), data);
  return { path, bytes: Buffer.byteLength(data), sha256: sha256(data), libraries: [...inside].sort() };
});
const libraries = [...new Set(files.flatMap((file) => file.libraries))].sort().map((name) => {
  const text = licenseText(name);
  const license_file = `licenses/${name.replace(/^@/, "").replace("/", "-")}.txt`;
  writeFileSync(join(HERE, license_file), text);
  const { version, license, integrity } = locked(name);
  return { name, version, license, license_file, license_sha256: sha256(text), integrity };
});
writeFileSync(join(HERE, "vendor.json"), `${JSON.stringify({ files, libraries }, null, 2)}\n`);
for (const { path, bytes } of files) console.log(`${path}: ${bytes.toLocaleString("en")} bytes`);
console.log(`${libraries.length} libraries, each with its licence`);
