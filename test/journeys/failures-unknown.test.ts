import { expect, test } from 'vitest';
import type { AceDataCloudBehaviour } from '../../scripts/emulators/vendors/index.ts';
import { buttonsOf, ending } from './asking.ts';
import { imagine, isLastPicture, logLines, sentTo, tracesOf, until } from './looking.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

// Nobody knows whether the vendor took it: looked up by our trace id, and never sent again.

const neverSaid =
  'The image service never said whether it made this picture. Ask again if you still want it. You were not charged.';

const page = '<html><body>Bad gateway</body></html>';
const asPage = { 'content-type': 'text/html' };

/** Answers that say nothing, of a vendor that may or may not have taken the request. */
const senseless: readonly (readonly [string, AceDataCloudBehaviour, AceDataCloudBehaviour])[] = [
  [
    '502 without a word',
    { refuse: { status: 502, envelope: 'none' } },
    { raw: { status: 502, body: '', taken: true } },
  ],
  [
    '504 with a page of a gateway',
    { raw: { status: 504, headers: asPage, body: page } },
    { raw: { status: 504, headers: asPage, body: page, taken: true } },
  ],
  [
    '504 in the vendor’s own words',
    { refuse: { status: 504, code: 'timeout' } },
    { raw: { status: 504, body: JSON.stringify({ error: { code: 'timeout', message: 'timeout' } }), taken: true } },
  ],
  ['200 with garbage', { raw: { status: 200, body: 'O%3Dk' } }, { raw: { status: 200, body: 'O%3Dk', taken: true } }],
  ['200 with half a JSON', { raw: { status: 200, body: '{"task_id":"17' } }, { truncate: 'end' }],
  ['200 cut in the middle', { drop: 'before' }, { truncate: 'cut' }],
  ['201 with no task in it', { raw: { status: 201, body: '{}' } }, { raw: { status: 201, body: '{}', taken: true } }],
  ['a connection that breaks', { drop: 'before' }, { drop: 'after' }],
  ['a connection that breaks under the upload', { drop: 'uploading' }, { drop: 'after', recordAfterMs: 100 }],
];

function lookUps({ upstream }: Stage): readonly unknown[] {
  return upstream.requests.filter(({ path }) => path === '/openai/tasks').map(({ json }) => json);
}

test.each(senseless)('%s, and nothing was taken: not sent again, and said so', async (_what, behaviour) => {
  await using stage = await raiseStage();
  const { discord, upstream, ada, channel } = stage;
  upstream.script.next(behaviour);

  const answer = imagine(stage, 'a red fox');
  await until(() => lookUps(stage).length > 1, 'it was looked up more than once');
  // In two halves: a minute at once would read as if the bot had been away, and the minute begin anew.
  stage.passTime(31_000);
  const before = lookUps(stage).length;
  await until(() => lookUps(stage).length > before + 1, 'it was looked up since');
  stage.passTime(31_000);
  const message = await ending(answer);

  expect(message).toMatchObject({ content: neverSaid, attachments: [] });
  expect(buttonsOf(message)).toEqual([['Try again']]);
  expect(discord.visibleMessages(ada, channel)).toHaveLength(1);
  expect(upstream.paidRequests).toHaveLength(1);
  expect(upstream.tasks).toEqual([]);
  const asked = new Set(lookUps(stage).map((each) => JSON.stringify(each)));
  expect(asked.size).toBe(1);
  expect([...asked][0]).toMatch(/^\{"action":"retrieve","trace_id":"[0-9a-f-]{36}"\}$/);
  expect(logLines(stage)).toContainEqual(
    expect.objectContaining({ code: 'outcome_unknown', msg: 'a paid request ended without a picture' }),
  );
});

test.each(senseless)('%s, and it was taken: found by our trace id, and delivered', async (_what, _lost, behaviour) => {
  await using stage = await raiseStage();
  const { upstream } = stage;
  upstream.script.next({ processingMs: 60, ...behaviour });

  const message = await ending(imagine(stage, 'a red fox'));

  expect(isLastPicture(stage, message)).toBe(true);
  expect(upstream.paidRequests).toHaveLength(1);
  const [trace] = tracesOf(upstream);
  expect(lookUps(stage)[0]).toEqual({ action: 'retrieve', trace_id: trace });
  expect(upstream.tasks).toMatchObject([{ traceId: trace, billed: 1 }]);
});

test('a vendor that failed after the doubt, in its own words, is believed', async () => {
  await using stage = await raiseStage();
  stage.upstream.script.next({ drop: 'after', fail: { code: 'content_moderation' } });

  const message = await ending(imagine(stage, 'a red fox'));

  expect(message.content).toMatch(/^The image service's moderation refused these words or pictures\. Say it/);
  expect(stage.upstream.paidRequests).toHaveLength(1);
});

test('however often the vendor fails to say how far it is, it is paid once', async () => {
  await using stage = await raiseStage();
  const { upstream } = stage;
  upstream.script.next({ processingMs: 100 });
  upstream.script.next({ refuse: { status: 500, code: 'api_error' } }, { on: 'tasks', times: 3 });
  upstream.script.next({ refuse: { status: 502, envelope: 'none' } }, { on: 'tasks', times: 2 });
  upstream.script.next({ raw: { status: 200, body: 'O%3Dk' } }, { on: 'tasks', times: 2 });
  upstream.script.next({ refuse: { status: 429, code: 'too_many_requests' } }, { on: 'tasks' });
  upstream.script.next({ drop: 'before' }, { on: 'tasks' });

  const message = await ending(imagine(stage, 'a red fox'));

  expect(isLastPicture(stage, message)).toBe(true);
  expect(upstream.script.pending).toBe(0);
  expect(upstream.paidRequests).toHaveLength(1);
});

const minute = 60_000;
const lookedUp = (stage: Stage) =>
  logLines(stage).filter(({ msg }) => msg === 'the outcome of a paid request is open; asking by its trace id').length;

test('a vendor that goes away while it works delivers when it is back', async () => {
  await using stage = await raiseStage();
  const { upstream } = stage;
  const silent = upstream.script.always({ refuse: { status: 503 } }, { on: 'tasks' });
  const asked = imagine(stage, 'a red fox');
  await until(() => silent.uses > 0, 'the task was taken');

  await upstream.goOffline();
  // Longer than a doubt may last.
  stage.passTime(2 * minute);
  await upstream.comeBack();
  silent.cancel();

  expect(isLastPicture(stage, await ending(asked))).toBe(true);
  expect(upstream.paidRequests).toHaveLength(1);
});

test('the minute in which a doubt must end counts from when the vendor is back', async () => {
  await using stage = await raiseStage();
  const { upstream } = stage;
  upstream.script.next({ stall: 'after' });
  const asked = imagine(stage, 'a red fox');
  await until(() => upstream.tasks.length === 1, 'the task was taken');

  await upstream.goOffline();
  for (const before of [lookedUp(stage), lookedUp(stage) + 2]) {
    await until(() => lookedUp(stage) > before, 'it is asked in vain');
    stage.passTime(0.9 * minute);
  }
  upstream.script.next({ raw: { status: 200, body: '{}' } }, { on: 'tasks', times: 3 });
  await upstream.comeBack();

  expect(isLastPicture(stage, await ending(asked))).toBe(true);
  expect(upstream.script.pending).toBe(0);
  expect(upstream.paidRequests).toHaveLength(1);
});

test('a task that the vendor does not know at first appears, and is delivered', async () => {
  await using stage = await raiseStage();
  const { upstream } = stage;
  upstream.script.next({ recordAfterMs: 1_000 });

  const message = await ending(imagine(stage, 'a red fox'));

  expect(isLastPicture(stage, message)).toBe(true);
  expect(upstream.paidRequests).toHaveLength(1);
  const answers = upstream.requests.filter(({ path }) => path === '/openai/tasks');
  expect(answers.length).toBeGreaterThan(1);
});

test('a task that the vendor took and never knows ends as unknown', async () => {
  await using stage = await raiseStage({ pace: { doubtGrace: 150 } });
  const { upstream } = stage;
  upstream.script.next({ recordAfterMs: 'never' });

  const message = await ending(imagine(stage, 'a red fox'));

  expect(message.content).toBe(neverSaid);
  expect(upstream.paidRequests).toHaveLength(1);
  expect(sentTo(stage.upstream)).not.toContain('GET result');
});

test('whoever stands in line behind an unknown one gets their picture', async () => {
  await using stage = await raiseStage({ pace: { doubtGrace: 400 }, settings: { CONCURRENCY: '1' } });
  const { upstream } = stage;
  upstream.script.next({ drop: 'before' }, { prompt: 'a red fox' });

  const [first, second] = await Promise.all([
    ending(imagine(stage, 'a red fox')),
    ending(imagine(stage, 'a blue whale')),
  ]);

  expect(first.content).toBe(neverSaid);
  expect(isLastPicture(stage, second)).toBe(true);
  expect(upstream.paidRequests).toHaveLength(2);
});
