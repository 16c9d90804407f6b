// SPDX-License-Identifier: Apache-2.0
// Documents from a PouchDB of its own (LevelDB) to a server; prints the seconds of the replication alone, by the clock and
// on cores.
// carry.js DOCUMENTS FOLDER URL BATCH_SIZE
const fs = require('fs');
const PouchDB = require('pouchdb');
const [documents, folder, url, batch] = process.argv.slice(2);

async function main() {
  const lines = fs.readFileSync(documents, 'utf8').trim().split('\n');
  fs.mkdirSync(folder, { recursive: true });
  const local = new PouchDB(folder + '/local');
  for (let at = 0; at < lines.length; at += 500) {
    await local.bulkDocs(lines.slice(at, at + 500).map((line, index) => (
      { _id: String(at + index).padStart(12, '0'), ...JSON.parse(line) })));
  }
  const remote = new PouchDB(url + '/records');
  const cores = process.cpuUsage();
  const start = process.hrtime.bigint();
  const done = await local.replicate.to(remote, { batch_size: Number(batch) });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const used = process.cpuUsage(cores);
  const info = await remote.info();
  if (!done.ok || done.docs_written !== lines.length || info.doc_count !== lines.length) {
    throw new Error('not all of it came to the server');
  }
  console.log(seconds, (used.user + used.system) / 1e6);
}

main().catch((error) => { console.error(error); process.exit(1); });
