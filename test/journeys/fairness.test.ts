import { expect, test } from 'vitest';
import { patience, run } from './asking.ts';
import { until } from './looking.ts';
import { raiseStage } from './stage/stage.ts';

const isPicture = ({ attachments }: { readonly attachments: readonly unknown[] }) => attachments.length === 1;

test('a server with 200 pictures in line does not hold up the one picture of another server', async () => {
  await using stage = await raiseStage({
    upstream: { pictures: 'plain', longestEdge: 16, processingMs: 60 },
    settings: { CONCURRENCY: '2', SHUTDOWN_GRACE_S: '0' },
  });
  const { discord, upstream, guild } = stage;
  const crowd = Array.from({ length: 20 }, (_, index) => {
    const user = discord.createUser({ username: `crowd${index}` });
    discord.addMember({ guild, user });
    return user;
  });
  const elsewhere = discord.createGuild({ name: 'Elsewhere' });
  const quiet = discord.createChannel({ guild: elsewhere, name: 'quiet' });
  const eve = discord.createUser({ username: 'eve' });
  discord.addMember({ guild: elsewhere, user: eve });

  const asked = Array.from({ length: 50 }, (_, index) => {
    const user = crowd[index % crowd.length];
    return run(stage, 'imagine', { prompt: `crowd ${index}`, count: 4 }, user === undefined ? {} : { user });
  });
  await Promise.all(asked.map((each) => each.acknowledged()));
  await until(() => upstream.paidRequests.length >= 4, 'the crowd is served');

  const before = upstream.paidRequests.length;
  const one = run(stage, 'imagine', { prompt: 'the one' }, { user: eve, channel: quiet });
  await one.answered({ ...patience, where: isPicture });

  const order = upstream.tasks.map(({ prompt }) => prompt);
  expect(order.indexOf('the one')).toBeLessThan(before + 6);
  expect(order.length).toBeLessThan(100);
});
