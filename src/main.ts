import { createRequire } from 'node:module';

// A Node that is too old reads this file, from 22.18 on, but not all that the program is written in: so it is asked first,
// and the rest is loaded only then. One that reads no TypeScript at all is told by the npm scripts, which ask before.
createRequire(import.meta.url)('../scripts/require-node.cjs');

const { compose } = await import('./start/compose.ts');
const { readSettings, SettingsError } = await import('./start/config.ts');
const { catalogueProblems } = await import('./start/settings/load-catalogue.ts');
const { StartError } = await import('./start/start-error.ts');

/** `EX_CONFIG` of sysexits: the operator has to change something before another start makes sense. */
const badSettings = 78;

// Whatever it writes is its owner's alone, files on their way included.
process.umask(0o077);

let isStopping = false;

try {
  const app = await compose(readSettings(), {
    onLost: (error) => {
      isStopping = true;
      process.stderr.write(`${error.message}\n`);
      const leave = () => process.exit(error.exitCode);
      app.stop().then(leave, leave);
    },
  });
  const stop = () => {
    if (isStopping) process.exit(1);
    isStopping = true;
    app.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // What stopping cuts short in the start is no failure; `stop` ends the program.
  await app.start().catch((error: unknown) => {
    if (!isStopping) throw error;
  });
} catch (error) {
  if (error instanceof SettingsError) {
    const others = error.catalogue === null ? [] : await catalogueProblems(error.catalogue);
    for (const problem of [...error.problems, ...others]) process.stderr.write(`${problem}\n`);
    process.exit(badSettings);
  }
  if (error instanceof StartError) {
    process.stderr.write(`${error.message}\n`);
    process.exit(error.exitCode);
  }
  throw error;
}
