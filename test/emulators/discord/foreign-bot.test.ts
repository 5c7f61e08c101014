import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';

// The emulator as somebody else would use it: two processes, and of the emulator only what its README says.

const root = join(import.meta.dirname, '../../..');
const readme = readFileSync(join(root, 'scripts/emulators/discord/README.md'), 'utf8');

interface Message {
  readonly id: string;
  readonly content: string;
  readonly author: { readonly username: string };
  readonly attachments: readonly { readonly filename: string; readonly url: string; readonly size: number }[];
}

interface Outcome {
  readonly state: string;
  readonly message: Message | null;
}

const running: ChildProcess[] = [];
let emulator: Program;
let people: string;
let place: { readonly ada: string; readonly ben: string; readonly general: string };

beforeEach(async () => {
  const line = /^node (scripts\/emulators\/discord\/main\.ts --port 0)$/m.exec(readme)?.[1];
  if (line === undefined) throw new Error('The README does not say how to start the program');
  emulator = start(line.split(' '), {});
  const listening = await emulator.next();
  expect(Object.keys(listening)).toEqual(['event', 'apiUrl', 'cdnUrl', 'token', 'applicationId', 'peopleUrl']);
  expect(listening['event']).toBe('listening');
  people = String(listening['peopleUrl']);
  const { ada, ben, studio } = (await emulator.next()) as { ada: string; ben: string; studio: { general: string } };
  place = { ada, ben, general: studio.general };
  const bot = start(['test/fixtures/thirty-line-bot.ts'], {
    DISCORD_API_URL: String(listening['apiUrl']),
    DISCORD_TOKEN: String(listening['token']),
  });
  expect(await bot.line()).toBe('ready');
});

afterEach(async () => {
  const ended = running.splice(0).map(async (child) => {
    if (child.exitCode !== null) return child.exitCode;
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    return (await exit)[0];
  });
  // Both end by themselves when asked to.
  expect(await Promise.all(ended)).toEqual([0, 0]);
});

test('a bot of thirty lines that is not ours answers a command with words, a file and a button that works', async () => {
  const { ada, ben, general } = place;
  const said = await act('run-command', { user: ada, channel: general, command: 'echo', options: { text: 'Grüße' } });
  const { state, message } = await outcome(said);
  expect([state, message?.content, message?.author.username]).toEqual(['answered', 'You said: Grüße', 'bot']);
  expect(message?.attachments.map(({ filename, size }) => [filename, size])).toEqual([['echo.txt', 7]]);
  expect(await (await fetch(message?.attachments[0]?.url ?? '')).text()).toBe('Grüße');

  const pressed = await outcome(await act('press-button', { user: ben, message: message?.id, label: 'Ping' }));
  expect([pressed.state, pressed.message?.content]).toEqual(['answered', 'Pong, Ben!']);
  expect((await messagesSeenBy(ada)).map(({ content }) => content)).toEqual(['You said: Grüße', 'Pong, Ben!']);
});

test('a person cannot do what Discord’s client would not let them, nor a caller what cannot be understood', async () => {
  const { ada, general } = place;
  const command = { user: ada, channel: general };
  expect(await post('run-command', { ...command, command: 'echo' })).toEqual([
    409,
    { refused: expect.stringContaining('text') },
  ]);
  expect(await post('run-command', { ...command, command: 'nothing' })).toEqual([409, { refused: expect.any(String) }]);
  expect(await post('run-command', command)).toEqual([400, { error: '"command" must be a text' }]);
  expect(await post('fly', command)).toEqual([404, { error: 'There is no POST /fly' }]);
  expect(await messagesSeenBy(ada)).toEqual([]);
});

async function act(name: string, body: object): Promise<string> {
  const [status, answer] = await post(name, body);
  expect([status, answer]).toEqual([200, { interaction: expect.any(String) }]);
  return (answer as { interaction: string }).interaction;
}

async function post(name: string, body: object): Promise<readonly [number, unknown]> {
  const answer = await fetch(`${people}/${name}`, { method: 'POST', body: JSON.stringify(body) });
  return [answer.status, await answer.json()];
}

async function outcome(interaction: string): Promise<Outcome> {
  return (await fetch(`${people}/interactions/${interaction}`)).json() as Promise<Outcome>;
}

async function messagesSeenBy(user: string): Promise<readonly Message[]> {
  const answer = await fetch(`${people}/messages?user=${user}&channel=${place.general}`);
  return answer.json() as Promise<readonly Message[]>;
}

interface Program {
  line(): Promise<string>;
  next(): Promise<Readonly<Record<string, unknown>>>;
}

function start(program: readonly string[], environment: Readonly<Record<string, string>>): Program {
  const child = spawn(process.execPath, program, {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const line = async (): Promise<string> => {
    const { value, done } = await lines.next();
    if (done === true) throw new Error(`${program.join(' ')} ended without another line`);
    return value;
  };
  return { line, next: async () => JSON.parse(await line()) };
}
