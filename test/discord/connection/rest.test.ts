import { REST, Routes } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { createInteractionRest, restOptions } from '../../../src/discord/connection/rest.ts';
import { readDiscordError } from '../../../src/discord/kit/discord-error.ts';
import { type ScriptedAnswer, startScriptedServer } from '../scripted-server.ts';

const botRest = (apiUrl: string) => new REST(restOptions(apiUrl)).setToken('secret');

/** What a request that gets this answer is told. */
async function troubleOf(answer: ScriptedAnswer, rest = botRest) {
  await using server = await startScriptedServer(answer);
  try {
    await rest(server.apiUrl).get(Routes.channel('1300000000000000004'));
  } catch (error) {
    return { trouble: readDiscordError(error), requests: server.requests.length };
  }
  throw new Error('it was answered');
}

test("the bot's 50 requests a second do not hold up interactions", async () => {
  await using server = await startScriptedServer(
    ...Array<ScriptedAnswer>(120).fill({ status: 200, body: { id: '1' } }),
  );
  const rest = createInteractionRest(server.apiUrl);
  let held = 0;
  rest.on('rateLimited', () => {
    held += 1;
  });
  const edits = Array.from({ length: 120 }, (_, index) =>
    rest.patch(Routes.webhookMessage('1300000000000000002', `token${index}`, '@original'), { auth: false, body: {} }),
  );
  await Promise.all(edits);
  expect(held).toBe(0);
  expect(server.requests).toHaveLength(120);
});

describe('a request that goes wrong', () => {
  test.each([{}, { 'retry-after': '1800' }, { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' }])(
    'with a page of Cloudflare’s (%j) is not made again for a minute',
    async (headers) => {
      const trouble = { kind: 'busy', afterMs: expect.closeTo(60_000, -2), taken: 'no', code: 429 };
      expect(await troubleOf({ status: 429, html: '<p>error code: 1015</p>', headers })).toEqual({
        trouble,
        requests: 1,
      });
    },
  );

  test.each([
    [404, 10008, { kind: 'gone', code: 10008 }],
    [404, 10003, { kind: 'gone', code: 10003 }],
    [404, 10015, { kind: 'gone', code: 10015 }],
    [403, 50013, { kind: 'forbidden', code: 50013 }],
    [403, 50001, { kind: 'forbidden', code: 50001 }],
    [403, 50007, { kind: 'forbidden', code: 50007 }],
    [400, 50083, { kind: 'forbidden', code: 50083 }],
    [400, 160002, { kind: 'forbidden', code: 160002 }],
    [400, 160005, { kind: 'forbidden', code: 160005 }],
    [401, 50027, { kind: 'token over', code: 50027 }],
    [404, 10062, { kind: 'token over', code: 10062 }],
    [413, 40005, { kind: 'too large', code: 40005 }],
    [400, 50045, { kind: 'too large', code: 50045 }],
    [400, 50035, { kind: 'refused', code: 50035, status: 400 }],
    [401, 0, { kind: 'busy', afterMs: 60_000, taken: 'no', code: 401 }],
    [500, 0, { kind: 'busy', afterMs: 2000, taken: 'unknown', code: 500 }],
    [503, 0, { kind: 'busy', afterMs: 2000, taken: 'unknown', code: 503 }],
  ])('with %i and code %i is read, and not repeated by discord.js', async (status, code, trouble) => {
    expect(await troubleOf({ status, body: { code, message: 'words of Discord' } })).toEqual({ trouble, requests: 1 });
  });

  test.each([
    [413, { kind: 'too large', code: 413 }],
    [403, { kind: 'busy', afterMs: 60_000, taken: 'no', code: 403 }],
    [502, { kind: 'busy', afterMs: 2000, taken: 'unknown', code: 502 }],
  ])("with %i and a proxy's page is read too", async (status, trouble) => {
    expect(await troubleOf({ status, html: '<html>no</html>' })).toEqual({ trouble, requests: 1 });
  });

  test('by a broken connection may have been taken', async () => {
    expect(await troubleOf('drop')).toEqual({
      trouble: { kind: 'busy', afterMs: 2000, taken: 'unknown', code: 0 },
      requests: 1,
    });
  });

  test('because nobody listens was surely not taken', async () => {
    const closed = await startScriptedServer();
    await closed[Symbol.asyncDispose]();
    const error = await botRest(closed.apiUrl)
      .get(Routes.channel('1300000000000000004'))
      .then(
        () => null,
        (reason: unknown) => reason,
      );
    expect(readDiscordError(error)).toEqual({ kind: 'busy', afterMs: 2000, taken: 'no', code: 0 });
  });

  test('by a long rate limit is told how long, instead of waiting in silence', async () => {
    const { trouble, requests } = await troubleOf({
      status: 429,
      body: { message: 'slow down', retry_after: 30, global: false },
      headers: { 'retry-after': '30', 'x-ratelimit-scope': 'user' },
    });
    expect(trouble).toMatchObject({ kind: 'busy', taken: 'no' });
    expect(trouble?.kind === 'busy' && Math.round(trouble.afterMs / 1000)).toBe(30);
    expect(requests).toBe(1);
  });

  test('by a short rate limit is made once more when that is over', async () => {
    await using server = await startScriptedServer(
      {
        status: 429,
        body: { message: 'slow down', retry_after: 0.1, global: false },
        headers: { 'retry-after': '0.1' },
      },
      { status: 200, body: { id: '1300000000000000004' } },
    );
    expect(await botRest(server.apiUrl).get(Routes.channel('1300000000000000004'))).toEqual({
      id: '1300000000000000004',
    });
    expect(server.requests).toHaveLength(2);
  });

  test('after the token was refused waits for the operator', async () => {
    await using server = await startScriptedServer({ status: 401, body: { code: 0, message: '401: Unauthorized' } });
    const rest = botRest(server.apiUrl);
    const fails = () =>
      rest.get(Routes.channel('1300000000000000004')).then(
        () => null,
        (reason: unknown) => readDiscordError(reason),
      );
    const waits = { kind: 'busy', afterMs: 60_000, taken: 'no', code: 401 };
    expect([await fails(), await fails()]).toEqual([waits, waits]);
  });

  test("keeps no socket for a proxy's long page", async () => {
    const page = { status: 502, html: '<p>no</p>'.repeat(30_000) };
    await using server = await startScriptedServer(...Array<ScriptedAnswer>(10).fill(page));
    const rest = botRest(server.apiUrl);
    for (let count = 0; count < 10; count += 1) {
      await expect(rest.get(Routes.channel(`130000000000000000${count}`))).rejects.toThrow();
    }
    expect(server.openSockets()).toBeLessThanOrEqual(2);
  });

  test("that is a bug of ours is not taken for Discord's", () => {
    expect(readDiscordError(new TypeError('x is not a function'))).toBeNull();
    expect(readDiscordError('text')).toBeNull();
  });
});
