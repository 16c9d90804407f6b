// SPDX-License-Identifier: Apache-2.0
// PouchDB's own server over LevelDB, on a loopback port that the system chooses: server.js FOLDER PORT_FILE
const fs = require('fs');
const [folder, portFile] = process.argv.slice(2);
fs.mkdirSync(folder, { recursive: true });
process.chdir(folder);
const PouchDB = require('pouchdb').defaults({ prefix: folder + '/' });
const app = require('express')();
app.use('/', require('express-pouchdb')(PouchDB, { mode: 'minimumForPouchDB', inMemoryConfig: true }));
const server = app.listen(0, '127.0.0.1', () => fs.writeFileSync(portFile, server.address().port + '\n'));
