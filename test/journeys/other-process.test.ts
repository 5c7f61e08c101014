import { expect, test } from 'vitest';
import { ending, run } from './asking.ts';
import { isLastPicture, logLines, until } from './looking.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

// Another process runs with the same token, and is quicker to acknowledge.

/** The other process's acknowledgement, taken before the bot has heard of the command. */
async function answeredElsewhere(stage: Stage, type: 4 | 5) {
  const { discord } = stage;
  const release = discord.holdGateway();
  const asked = run(stage, 'imagine', { prompt: 'a red fox' });
  const response = await fetch(`${discord.apiUrl}/v10/interactions/${asked.id}/${asked.view().token}/callback`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': 'DiscordBot (https://other.example, 1.0)' },
    body: JSON.stringify({ type, data: type === 4 ? { content: 'Mine.' } : {} }),
  });
  expect(response.status).toBe(204);
  release();
  return asked;
}

test.each([
  ['thinks', 5],
  ['has answered', 4],
] as const)(
  'a command that another process %s about is not paid for, and nothing is said to it',
  async (_what, type) => {
    await using stage = await raiseStage({ settings: { DEFAULT_LIMITS: 'user:images:day:1' } });
    const { discord, upstream } = stage;

    const asked = await answeredElsewhere(stage, type);

    await until(() => logLines(stage).some(({ msg }) => msg === 'never acknowledged, cancelled'), 'it is cancelled');
    expect(upstream.paidRequests).toEqual([]);
    expect(discord.requests.filter(({ path }) => path.startsWith('/webhooks/'))).toEqual([]);
    expect(asked.view().state).toBe(type === 4 ? 'answered' : 'deferred');
    // The one picture that the member has for today is still theirs.
    const next = await ending(run(stage, 'imagine', { prompt: 'a blue whale' }));
    expect(isLastPicture(stage, next)).toBe(true);
    expect(upstream.paidRequests).toHaveLength(1);
  },
);

test('after a doubt of its own the bot takes the acknowledgement for its own, and goes on', async () => {
  await using stage = await raiseStage();
  const { discord, upstream } = stage;
  const lost = discord.failNext({
    kind: 'drop',
    afterTakingIt: true,
    route: 'POST /interactions/:interaction/:token/callback',
  });

  const message = await ending(run(stage, 'imagine', { prompt: 'a red fox' }));

  expect(lost.struck()).toBe(1);
  expect(isLastPicture(stage, message)).toBe(true);
  expect(upstream.paidRequests).toHaveLength(1);
});
