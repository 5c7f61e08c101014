import { createInterface } from 'node:readline';
import { readArguments, USAGE } from './arguments.ts';
import type { BotStatus } from './protocol.ts';
import { startPlayground } from './start.ts';

// `npm run playground`: the whole bot against an emulated world, with a page to act in it.

const read = readArguments(process.argv.slice(2));
if (read.kind === 'help') {
  process.stdout.write(USAGE);
} else if (read.kind === 'wrong') {
  process.stderr.write(`${read.sentence}.\n`);
  process.exitCode = 2;
} else {
  await run(read.arguments);
}

async function run(options: Extract<typeof read, { kind: 'run' }>['arguments']): Promise<void> {
  const playground = await startPlayground({ ...options, onBotStatus: say }).catch((error: unknown) => {
    if (!isPortTaken(error)) throw error;
    process.stderr.write(`Port ${options.port} is taken; choose another with --port, or 0 for any free one.\n`);
    process.exit(1);
  });
  process.stdout.write(`\n  Retouch playground: ${playground.url}\n  Ctrl-C stops all of it.\n\n`);
  process.on('exit', () => playground.bot.killNow());

  let stopping = false;
  const stop = (): void => {
    if (stopping) {
      playground.bot.killNow();
      process.exit(1);
    }
    stopping = true;
    process.stdout.write('Stopping …\n');
    playground.close().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);

  if (process.stdin.isTTY) {
    createInterface({ input: process.stdin }).on('line', (line) => {
      if (line.trim() === 'r') playground.bot.start();
    });
  }
}

function say(status: BotStatus): void {
  if (status.state === 'ready') process.stdout.write(`  The bot is ready (process ${status.pid}).\n`);
  if (status.state !== 'crashed') return;
  const lines = status.lastLines.map((line) => `    ${line}`).join('\n');
  process.stderr.write(`\n  ${status.reason} Its last lines:\n${lines}\n`);
  process.stderr.write('  Start it again with r and Enter, or with the page’s Start button.\n\n');
}

function isPortTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
