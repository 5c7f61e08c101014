import { expect, test } from 'vitest';
import type { WireMessage } from '../../scripts/emulators/discord/index.ts';
import { unzip } from '../unzip.ts';
import { ask, buttonsOf, patience, press } from './asking.ts';
import { raiseRuled } from './ruled-server.ts';
import type { Stage } from './stage/stage.ts';

// Words of a server's list are for whoever asked with them alone, wherever their picture is told of.

const hidden = 'words that a rule of this server keeps out';

/** Everything that this message shows in words. */
const shownIn = ({ content, components, attachments }: WireMessage) =>
  [content, JSON.stringify(components), ...attachments.map(({ description }) => description ?? '')].join('\n');

async function exportOf(stage: Stage, user: string) {
  const { discord } = stage;
  await ask(stage, 'history export', {}, { user });
  const { id } = await discord.waitForMessage(
    discord.openDm(user),
    ({ attachments }) => attachments.some(({ filename }) => filename.endsWith('.zip')),
    patience,
  );
  const [file] = discord.filesOf(id);
  const files = unzip(Buffer.from(file?.bytes ?? []));
  return `${files.get('chain.json')} ${files.get('index.html')}`;
}

test('a history, its choices and an export do not tell others what the list has', async () => {
  await using stage = await raiseRuled();
  const { discord, ben, ada, channel, manage } = stage;
  await manage('blocklist add', { words: 'gore' });
  await manage('blocklist action', { do: 'warn' });
  await ask(stage, 'imagine', { prompt: 'gore in a garden' });

  const choicesOf = async (user: string, typed: string) => {
    const at = { user, channel, command: 'history continue', focused: 'version', value: typed };
    return JSON.stringify(await discord.autocomplete(at));
  };
  const others = await ask(stage, 'history show', {}, { user: ben });
  expect(shownIn(others)).not.toContain('gore');
  expect(others.content).toContain(hidden);
  expect(await choicesOf(ben, '')).toContain(hidden);
  expect(await choicesOf(ben, 'gore')).toBe('[]');
  expect(await exportOf(stage, ben)).not.toContain('gore');

  expect(shownIn(await ask(stage, 'history show'))).toContain('gore in a garden');
  expect(await choicesOf(ada, 'gore')).toContain('gore in a garden');
  expect(await exportOf(stage, ada)).toContain('gore in a garden');
});

test('going on from it works as ever, and nobody reads its words in that', async () => {
  await using stage = await raiseRuled();
  const { ben, manage } = stage;
  const made = await ask(stage, 'imagine', { prompt: 'gore in a garden' });
  await manage('blocklist add', { words: 'gore' });

  const moved = await ask(stage, 'history continue', { version: '1' }, { user: ben });
  expect(moved.content).toContain('ersion 1');
  expect(shownIn(moved)).not.toContain('gore');
  expect(shownIn(await press(stage, made, 'Undo', ben))).not.toContain('gore');
});

test('a thread that is opened from it is not called by its words', async () => {
  await using stage = await raiseRuled();
  const { discord, manage } = stage;
  await manage('blocklist add', { words: 'gore' });
  await manage('blocklist action', { do: 'warn' });
  await manage('defaults set', { threads: true });

  const made = await ask(stage, 'imagine', { prompt: 'gore in a garden' });

  const opened = discord.requests.find(({ path }) => path.endsWith(`/messages/${made.id}/threads`));
  expect(opened?.status).toBe(201);
  expect(JSON.stringify(opened?.body)).not.toContain('gore');
});

test('Start from the original is not offered to whom its form would tell it', async () => {
  await using stage = await raiseRuled();
  const { ben, manage } = stage;
  await ask(stage, 'imagine', { prompt: 'a garden' });
  await ask(stage, 'edit', { prompt: 'gore in it' });
  const made = await ask(stage, 'edit', { prompt: 'at night' });
  await manage('blocklist add', { words: 'gore' });

  const labels = async (user: string) => buttonsOf(await press(stage, made, 'More', user)).flat();
  expect(await labels(ben)).not.toContain('Start from the original');
  expect(await labels(stage.ada)).toContain('Start from the original');
});
