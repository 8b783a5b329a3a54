// DuckDB in a worker, with the release's database open and nothing else within reach.
// Belongs here: starting and stopping it. Does not belong here: what is asked and shown (sql.js).

/** What keeps it from starting: `kind` is that of the section of the page that says what to do. */
class Obstacle extends Error {
  constructor(kind, detail) {
    super(detail);
    this.kind = kind;
  }
}

/**
 * What the server has at this path. Throws the Obstacle `kind` if that is nothing.
 * @param {string} path from this page
 */
async function fetched(path, kind, headers = {}) {
  const address = new URL(path, location.href);
  let response;
  try {
    response = await fetch(address, { headers });
  } catch {
    throw new Obstacle(kind, address.pathname);
  }
  if (!response.ok) throw new Obstacle(kind, `${address.pathname} (${response.status})`);
  return response;
}

/** Load the script of the bundle, which defines `duckdb`. */
function loadScript(path, integrity) {
  return new Promise((resolve, reject) => {
    const missing = () => reject(new Obstacle("bundle", new URL(path, location.href).pathname));
    document.head.append(h("script", { src: path, integrity, onload: resolve, onerror: missing }));
  });
}

/** The WebAssembly, unpacked unless the server has done that already. */
async function unpacked(response) {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const plain = isPacked
    ? await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer()
    : bytes;
  const magic = String.fromCharCode(...new Uint8Array(plain.buffer ?? plain, 0, 4));
  if (magic !== "\0asm") throw new Obstacle("bundle", `${new URL(response.url).pathname}: no WebAssembly`);
  return new Blob([plain], { type: "application/wasm" });
}

/**
 * Fetch all of the bundle. The worker comes from a blob, so that it is held to this page's policy.
 * @returns {Promise<{wasm: string, worker: string}>} addresses of blobs
 */
async function bundleLoaded(bundle) {
  if (typeof DecompressionStream === "undefined" || typeof WebAssembly === "undefined") {
    throw new Obstacle("other", "no DecompressionStream or WebAssembly");
  }
  const path = (name) => `../${bundle.folder}/${name}`;
  await loadScript(path(bundle.script), bundle.integrity);
  const [wasm, worker] = await Promise.all([
    fetched(path(bundle.wasm), "bundle").then(unpacked),
    fetched(path(bundle.worker), "bundle").then((response) => response.blob()),
  ]);
  return {
    wasm: URL.createObjectURL(wasm),
    worker: URL.createObjectURL(new Blob([worker], { type: "text/javascript" })),
  };
}

/**
 * Open the database: by ranges where the server gives them, else the whole file at once.
 * @param {object} db an AsyncDuckDB
 * @param {string} file its name beside this page
 */
async function opened(db, file) {
  const options = { path: file, accessMode: duckdb.DuckDBAccessMode.READ_ONLY };
  const answer = await fetched(file, "database", { Range: "bytes=0-0" });
  if (answer.status === 206) {
    await answer.arrayBuffer();
    try {
      await db.registerFileURL(file, new URL(file, location.href).href, duckdb.DuckDBDataProtocol.HTTP, false);
      await db.open({ ...options, filesystem: { reliableHeadRequests: true, allowFullHTTPReads: true, forceFullHTTPReads: false } });
      return;
    } catch {
      await db.reset();
    }
  }
  const whole = answer.status === 206 ? await fetched(file, "database") : answer;
  await db.registerFileBuffer(file, new Uint8Array(await whole.arrayBuffer()));
  await db.open(options);
}

/**
 * Start DuckDB on the database.
 * @param {{wasm: string, worker: string}} blobs as `bundleLoaded` gave them
 * @returns {Promise<{query: (sql: string) => Promise<object>, end: () => void}>} `query` gives an
 *   Arrow table; `end` ends it at once, whatever it does
 */
async function started(blobs, file) {
  const worker = new Worker(blobs.worker);
  try {
    const db = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), worker);
    await db.instantiate(blobs.wasm);
    await opened(db, file);
    const connection = await db.connect();
    for (const setting of [
      "autoinstall_known_extensions = false",
      "autoload_known_extensions = false",
      "enable_external_access = false",
      "lock_configuration = true",
    ]) {
      await connection.query(`SET ${setting}`);
    }
    return { query: (sql) => connection.query(sql), end: () => worker.terminate() };
  } catch (error) {
    worker.terminate();
    throw error instanceof Obstacle ? error : new Obstacle("other", String(error.message ?? error));
  }
}
