import { expect, test } from 'vitest';
import { png } from '../../scripts/emulators/png.ts';
import { ask, press } from './asking.ts';
import { afterDays, logLines, until } from './looking.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

const day = 86_400_000;

/** Somebody who may take anybody's message away. */
function moderator({ discord, guild }: Stage): string {
  const user = discord.createUser({ username: 'mia' });
  discord.addMember({ guild, user, permissions: ['MANAGE_MESSAGES'] });
  return user;
}

const shownBytes = ({ discord }: Stage, { id }: { readonly id: string }) => discord.filesOf(id)[0]?.sha256;
const sentBytes = ({ upstream }: Stage) => upstream.paidRequests.at(-1)?.files.map(({ sha256 }) => sha256);

test('an old original goes, its version stays, and an edit of it uses the copy that is shown, and says so', async () => {
  await using stage = await raiseStage({
    discord: { defaultUploadLimit: 4_000 },
    settings: { IMAGE_STORE_MAX_DAYS: '30' },
  });
  const { discord, upstream, ada, channel } = stage;
  const first = await ask(stage, 'imagine', { prompt: 'a harbour' });
  await ask(stage, 'imagine', { prompt: 'a forest' });
  await afterDays(stage, 31);

  const history = await ask(stage, 'history show');
  expect(history.content).toContain('a harbour');
  const edit = () =>
    discord.runCommand({ user: ada, channel, command: 'history continue', options: { version: '1' } }).answered();
  await edit();
  const edited = await ask(stage, 'edit', { prompt: 'at night' });

  expect(edited.content).toContain('The original to work on is gone, so the copy that was shown was used.');
  expect(edited.content).toContain('From [version 1]');
  expect(sentBytes(stage)).toEqual([shownBytes(stage, first)]);
  expect(shownBytes(stage, first)).not.toBe(upstream.tasks[0]?.results[0]?.sha256);

  // The copy is there now; its message is needed no more.
  discord.deleteMessage(moderator(stage), first.id);
  await edit();
  const again = await ask(stage, 'edit', { prompt: 'in the rain' });
  expect(again.content).toContain('The original to work on is gone');
});

test('the heads that members use keep their originals however old they are', async () => {
  await using stage = await raiseStage({ settings: { IMAGE_STORE_MAX_DAYS: '30' } });
  const { upstream } = stage;
  await ask(stage, 'imagine', { prompt: 'an old sketch' });
  await ask(stage, 'imagine', { prompt: 'a harbour' });
  await ask(stage, 'imagine', { prompt: 'a secret', private: true }, { user: stage.ben });
  stage.passTime(25 * day);
  await ask(stage, 'edit', { prompt: 'at dawn', private: true });
  await ask(stage, 'history continue', { version: '2' });
  await ask(stage, 'history continue', { version: 'p1' }, { user: stage.ben });
  await afterDays(stage, 25);

  const secret = await ask(stage, 'edit', { prompt: 'by day', private: true }, { user: stage.ben });
  const edited = await ask(stage, 'edit', { prompt: 'at night' });

  expect(edited.content).not.toContain('gone');
  expect(secret.content).not.toContain('gone');
  expect(upstream.tasks.map(({ inputs }) => inputs.map((input) => input.sha256))).toEqual([
    [],
    [],
    [],
    [upstream.tasks[1]?.results[0]?.sha256],
    [upstream.tasks[2]?.results[0]?.sha256],
    [upstream.tasks[1]?.results[0]?.sha256],
  ]);
});

test('a head that nobody has used for the retention’s days keeps its original no longer', async () => {
  await using stage = await raiseStage({ settings: { IMAGE_STORE_MAX_DAYS: '30' } });
  await ask(stage, 'imagine', { prompt: 'a harbour' });
  await afterDays(stage, 31);

  const edited = await ask(stage, 'edit', { prompt: 'at night' });

  expect(edited.content).toContain('The original to work on is gone, so the copy that was shown was used.');
});

test('over the size the oldest go at once, and never what the chain stands on', async () => {
  await using stage = await raiseStage({ settings: { IMAGE_STORE_MAX_GB: '0.0000003' } });
  const { discord, ada, channel, upstream } = stage;
  const file = { name: 'cat.png', bytes: png(20, 20), contentType: 'image/png' };
  await discord
    .runCommand({ user: ada, channel, command: 'edit', options: { prompt: 'a hat', image: file } })
    .answered({ where: ({ attachments }) => attachments.length === 1 });
  await until(() => {
    // Looked at every 15 s while it is over, and the job may not have ended yet.
    stage.passTime(15_000);
    return logLines(stage).some(({ msg }) => msg === 'old originals were removed');
  }, 'the upload is removed');

  const edited = await ask(stage, 'edit', { prompt: 'a scarf' });
  expect(edited.content).not.toContain('gone');
  expect(upstream.tasks[1]?.inputs.map(({ sha256: hash }) => hash)).toEqual([upstream.tasks[0]?.results[0]?.sha256]);
});

test('where neither the original nor what was shown of it is left, that is said, and nothing is charged', async () => {
  await using stage = await raiseStage({ settings: { IMAGE_STORE_MAX_DAYS: '30' } });
  const { discord, upstream, ada, channel } = stage;
  const first = await ask(stage, 'imagine', { prompt: 'a harbour' });
  const second = await ask(stage, 'imagine', { prompt: 'a forest' });
  await afterDays(stage, 31);
  discord.deleteMessage(moderator(stage), first.id);
  await discord.runCommand({ user: ada, channel, command: 'history continue', options: { version: '1' } }).answered();

  const edited = await ask(stage, 'edit', { prompt: 'at night' });
  expect(edited.content).toContain('a picture that can no longer be fetched. Attach it again. Nothing was charged');
  expect(upstream.paidRequests).toHaveLength(2);
  expect((await press(stage, second, 'Again')).attachments).toHaveLength(1);
});
