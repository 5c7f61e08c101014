import { startEmulatedDiscord } from './index.ts';
import { servePeople } from './program/people-server.ts';
import { type ReadOptions, readOptions, USAGE } from './program/read-options.ts';

// `node scripts/emulators/discord/main.ts`: a local Discord for any bot; README.md tells the rest.

const read = readOptions(process.argv.slice(2));
if (read.kind === 'help') {
  process.stdout.write(USAGE);
} else if (read.kind === 'wrong') {
  process.stderr.write(`${read.sentence}.\n`);
  process.exitCode = 2;
} else {
  await run(read);
}

async function run({ discord: options, peoplePort, isWatching }: Extract<ReadOptions, { kind: 'run' }>): Promise<void> {
  const discord = await startEmulatedDiscord(options);
  const people = await servePeople(discord, peoplePort);
  const { apiUrl, cdnUrl, botToken: token, applicationId } = discord;
  print({ event: 'listening', apiUrl, cdnUrl, token, applicationId, peopleUrl: people.url });
  print({ event: 'world', ...discord.demo });
  if (isWatching) discord.onAny(({ name, payload }) => print({ event: name, payload }));

  const stop = (): void => {
    Promise.all([people.close(), discord.close()]).then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
}

function print(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
