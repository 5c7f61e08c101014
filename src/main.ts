import { compose } from './start/compose.ts';
import { readSettings, SettingsError } from './start/config.ts';
import { catalogueProblems } from './start/load-catalogue.ts';
import { StartError } from './start/start-error.ts';

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
