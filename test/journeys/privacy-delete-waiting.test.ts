import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { ask, press } from './asking.ts';
import { logLines, until } from './looking.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

/** Pictures that were deleted by themselves and wait for Discord. */
function waiting({ directory }: Stage): readonly string[] {
  const sqlite = new DatabaseSync(join(directory, 'retouch.journal.sqlite'), { readOnly: true });
  const rows = sqlite.prepare('SELECT deletion FROM picture_deletions').all();
  sqlite.close();
  return rows.map(({ deletion }) => String(deletion));
}

test('/privacy delete takes what waits of a private picture, which names its member', async () => {
  await using stage = await raiseStage();
  const made = await ask(stage, 'imagine', { prompt: 'a secret', private: true });
  stage.discord.failNext({ kind: 'status', status: 503, route: /^POST \/users\/@me\/channels/, times: 1_000 });
  const asked = await press(stage, await press(stage, made, 'More'), 'Delete');
  expect((await press(stage, asked, 'Delete')).content).toContain('Discord does not answer just now');
  expect(waiting(stage)).toEqual([expect.stringContaining(stage.ada)]);

  await press(stage, await ask(stage, 'privacy delete'), 'Delete');
  const isDone = () => logLines(stage).some(({ msg }) => msg === 'everything of a member was deleted');
  await until(isDone, 'everything is deleted');

  expect(waiting(stage)).toEqual([]);
});
