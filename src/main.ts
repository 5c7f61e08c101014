import { compose } from './compose.ts';
import { readSettings, SettingsError } from './config.ts';
import { StartError } from './start-error.ts';

/** `EX_CONFIG` of sysexits: the operator has to change something before another start makes sense. */
const badSettings = 78;

try {
  const app = await compose(readSettings(), {
    onLost: (error) => {
      process.stderr.write(`${error.message}\n`);
      const leave = () => process.exit(error.exitCode);
      app.stop().then(leave, leave);
    },
  });
  let isStopping = false;
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
  await app.start();
} catch (error) {
  if (error instanceof SettingsError) {
    for (const problem of error.problems) process.stderr.write(`${problem}\n`);
    process.exit(badSettings);
  }
  if (error instanceof StartError) {
    process.stderr.write(`${error.message}\n`);
    process.exit(error.exitCode);
  }
  throw error;
}
