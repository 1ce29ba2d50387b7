// Mends postgres.js 3.4.9, which has no release with these corrections yet. Without them a PostgreSQL that restarts
// under load ends this process, and a transaction that lost its connection can go on inside somebody else's.
// npm runs this after installing, and every build runs it again (for installations without scripts); what is mended
// already is left alone. To be removed with the first release that needs none of them.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const VERSION = "3.4.9";

const MENDED = [
  {
    why: "A write that was put off until its connection had closed: a TypeError that nobody can catch. porsager/postgres#1208, #1168",
    file: "src/connection.js",
    from: `  function nextWrite(fn) {
    const x`,
    to: `  function nextWrite(fn) {
    if (!socket) {
      chunk = nextWriteTimer = null
      error(Errors.connection('CONNECTION_CLOSED', options))
      return true
    }
    const x`,
  },
  {
    why: "What was not sent before a connection closed was sent before the greeting of the next one, which then never got through.",
    file: "src/connection.js",
    from: `    clearImmediate(nextWriteTimer)
    socket.removeListener('data', data)
    socket.removeListener('connect', connected)
    idleTimer`,
    to: `    clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
    socket.removeListener('data', data)
    socket.removeListener('connect', connected)
    idleTimer`,
  },
  {
    why: "A connection that was lost while it had a query kept it for ever, so that the pool's end waited for ever too.",
    file: "src/connection.js",
    from: `    closedTime = performance.now()
    hadError`,
    to: `    query = null
    closedTime = performance.now()
    hadError`,
  },
  {
    why: "What was asked of a connection after its error, but before it had closed, was never answered.",
    file: "src/connection.js",
    from: `    !hadError && (query || sent.length) && error(`,
    to: `    ;(query || sent.length) && error(`,
  },
  {
    why: "A connection that was lost while it learned the types of arrays: a rejection that nobody can catch.",
    file: "src/connection.js",
    from: `        return fetchArrayTypes()
`,
    to: `        return fetchArrayTypes().catch(noop)
`,
  },
  {
    why: "A transaction goes on after its connection was lost: on the same object, which by then may be connected again and serve another transaction, or be lost to the pool.",
    file: "src/index.js",
    from: `      , connection
      , prepare = null
`,
    to: `      , connection
      , prepare = null
      , lost = null
`,
  },
  {
    why: "See above.",
    file: "src/index.js",
    from: `        new Promise((_, reject) => connection.onclose = reject)`,
    to: `        new Promise((_, reject) => connection.onclose = e => reject(lost = e))`,
  },
  {
    why: "See above.",
    file: "src/index.js",
    from: `        q.catch(e => uncaughtError || (uncaughtError = e))
        c.queue`,
    to: `        q.catch(e => uncaughtError || (uncaughtError = e))
        if (lost)
          return q.reject(lost)
        c.queue`,
  },
];

const folder = join(dirname(createRequire(import.meta.url).resolve("postgres")), "../..");
const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
if (version !== VERSION) throw new Error(`api/patches/postgres.mjs mends postgres ${VERSION}, and ${version} is installed: look which corrections it still needs.`);
for (const { file, from, to, why } of MENDED) {
  const path = join(folder, file);
  const text = readFileSync(path, "utf8");
  if (text.includes(to)) continue;
  if (!text.includes(from)) throw new Error(`postgres ${version} is not as api/patches/postgres.mjs expects it (${file}). ${why}`);
  writeFileSync(path, text.replace(from, to));
}
