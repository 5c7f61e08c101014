import { expect, test } from 'vitest';
import { address } from '../../../../scripts/sample-records.ts';
import { channelId, guildId } from '../../../../src/domain/ids.ts';
import type { Posted } from '../../../../src/ports/messenger.ts';
import { hour, isPictures, made, raise, saidOf, taken } from './stage.ts';

const mebibyte = 1024 * 1024;

test('files that Discord refuses are made smaller until they fit, and their place is remembered for a day', async () => {
  const answers: Posted[] = [{ kind: 'too large' }, { kind: 'too large' }, taken];
  const stage = await raise({
    job: { address: { ...address, sizeLimit: 50 * mebibyte } },
    requests: [made(0)],
    post: () => answers.shift() ?? expect.unreachable(),
  });
  for (const _ of [1, 2, 3]) await stage.step();

  expect(stage.limits).toEqual([50 * mebibyte, 10 * mebibyte, 5 * mebibyte]);
  expect((await stage.found()).job).toMatchObject({ state: 'done', address: { sizeLimit: 5 * mebibyte } });
  const within = (guild: string | null, told = 50 * mebibyte) =>
    stage.uploads.within({ guild: guild === null ? null : guildId(guild), channel: address.channel }, told);
  expect([await within('1'), await within('1', mebibyte)]).toEqual([5 * mebibyte, mebibyte]);
  // Another server is another place, and so are direct messages.
  expect([await within('2'), await within(null)]).toEqual([50 * mebibyte, 50 * mebibyte]);
  stage.pass(24 * hour);
  expect(await within('1')).toBe(50 * mebibyte);
});

test('what a place was seen to refuse is not tried there again', async () => {
  const answers: Posted[] = [{ kind: 'too large' }, taken];
  const stage = await raise({
    job: { address: { ...address, sizeLimit: 20 * mebibyte } },
    requests: [made(0)],
    post: () => answers.shift() ?? expect.unreachable(),
    known: 8 * mebibyte,
  });
  await stage.step();
  await stage.step();
  expect(stage.limits).toEqual([8 * mebibyte, 4 * mebibyte]);
});

test('a place that refuses files of whatever size is not believed the next time', async () => {
  const stage = await raise({
    job: { address: { ...address, sizeLimit: mebibyte } },
    requests: [made(0)],
    post: (answer) => (isPictures(saidOf(answer)) ? { kind: 'too large' } : taken),
  });
  for (const _ of [1, 2, 3, 4]) await stage.step();

  expect(stage.limits).toEqual([mebibyte, mebibyte / 2, mebibyte / 4]);
  expect(saidOf(stage.posted.at(-1))).toEqual({ code: 'undeliverable', why: 'too large' });
  expect(await stage.uploads.within(address, 20 * mebibyte)).toBe(20 * mebibyte);
});

test('a direct-message channel is a place of its own', async () => {
  const stage = await raise({ requests: [made(0)], post: () => taken });
  const [one, other] = ['21', '22'].map((id) => ({ guild: null, channel: channelId(id) }));
  if (one === undefined || other === undefined) return expect.unreachable();
  expect(await stage.uploads.refused(one, 20 * mebibyte)).toBe(10 * mebibyte);
  expect(await stage.uploads.within(one, 20 * mebibyte)).toBe(10 * mebibyte);
  expect(await stage.uploads.within(other, 20 * mebibyte)).toBe(20 * mebibyte);
});
