// Loaded before every program of package.json: a Node that is too old can read no TypeScript, and would answer with a
// stack trace.

var needed = require('../package.json').engines.node;
var least = Number(needed.replace(/\D+/, ''));

if (Number(process.versions.node.split('.')[0]) < least) {
  process.stderr.write(`Retouch needs Node ${least} or newer; this is ${process.versions.node}.\n`);
  process.exit(78);
}
