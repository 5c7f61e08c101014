import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { png } from '../../scripts/emulators/png.ts';
import type { Packing } from '../../scripts/emulators/vendors/kit/answers/packing.ts';
import type { PictureShape } from '../../scripts/emulators/vendors/kit/answers/placed.ts';
import { createLedger } from '../../src/storage/sqlite/ledger.ts';
import { openJournalForReading } from '../../src/storage/sqlite/open-for-reading.ts';
import { ask, ending, patience, run } from './asking.ts';
import { imagine, isLastPicture, logLines, until } from './looking.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

// What gateways and relays do to an answer on its way: they pack it, put the picture elsewhere, and say why not in their own language.

const packings: readonly (readonly [string, Packing])[] = [
  ...(['gzip', 'x-gzip', 'deflate', 'raw deflate', 'br', 'zstd'] as const).map(
    (coding) => [coding, { codings: [coding] }] as const,
  ),
  ['gzip and then br', { codings: ['gzip', 'br'] }],
];

const photo = { name: 'photo.png', bytes: png(64, 48) };

describe('a relay that compresses though nobody asked', () => {
  test.for(packings)('%s: by tasks, with addresses', async ([, packed]) => {
    await using stage = await raiseStage();
    const { upstream } = stage;
    upstream.script.next({ packed, processingMs: 50 });
    for (const on of ['tasks', 'results'] as const) upstream.script.always({ packed }, { on });

    expect(isLastPicture(stage, await ending(imagine(stage, 'a red fox')))).toBe(true);

    expect(upstream.paidRequests).toHaveLength(1);
    for (const { headers } of upstream.requests) expect(headers['accept-encoding']).toBe('identity');
  });

  test.for(packings)('%s: a queue, with the picture inside', async ([, packed]) => {
    await using stage = await raiseStage({ vendors: ['gmicloud'] });
    const vendor = stage.gmicloud;
    vendor.script.next({ packed, answer: 'data' });
    vendor.script.always({ packed }, { on: 'tasks' });

    const message = await ask(stage, 'imagine', { prompt: 'a red fox' });

    expect(stage.discord.filesOf(message.id)).toMatchObject([{ sha256: vendor.queue[0]?.results[0]?.sha256 }]);
    expect(vendor.paidRequests).toHaveLength(1);
  });

  test.for(packings)('%s: a stream, whose previews are seen while it works', async ([, packed]) => {
    await using stage = await raiseStage({ vendors: ['openai'], pace: { previewEvery: 10 } });
    const { openai: vendor, discord } = stage;
    let previews = 0;
    discord.on('messageUpdate', ({ message }) => {
      if (message.content.startsWith('Preview')) previews += 1;
    });
    // It goes on when what it sent before was seen.
    const before = (step: number) => until(() => previews >= step, `preview ${step} is seen`);
    vendor.script.next({ packed, before, bytes: 200_000 });

    const message = await ask(stage, 'edit', { prompt: 'at night', image: photo });

    expect(discord.filesOf(message.id)).toMatchObject([{ sha256: vendor.calls[0]?.results[0]?.sha256 }]);
    expect(previews).toBe(2);
    expect(vendor.paidRequests).toHaveLength(1);
  });

  test('what it refuses is understood', async () => {
    await using stage = await raiseStage();
    const packed = { codings: ['br'] } as const;
    stage.upstream.script.next({ packed, refuse: { status: 403, code: 'forbidden' } });

    const { content } = await ending(imagine(stage, 'something they refuse'));

    expect(content).toMatch(
      /^The image service's moderation refused these words or pictures\. Say it differently, or use another picture\. Nothing was charged\./,
    );
  });

  test('a result that was packed badly is fetched again, and made once', async () => {
    await using stage = await raiseStage();
    const { upstream } = stage;
    const spoilt = (['cut', 'plain'] as const).map((how) => ({ codings: ['gzip'], spoilt: how }) as const);
    for (const packed of spoilt) upstream.script.next({ packed }, { on: 'results' });

    expect(isLastPicture(stage, await ending(imagine(stage, 'a red fox')))).toBe(true);

    expect(upstream.script.pending).toBe(0);
    expect(upstream.paidRequests).toHaveLength(1);
  });
});

const neverSaid =
  'The image service never said whether it made this picture. Ask again if you still want it. You were not charged.';

/** What `npm run losses` lists. */
async function lossesOf({ directory }: Stage): Promise<readonly { readonly code: string }[]> {
  const database = openJournalForReading(join(directory, 'retouch.journal.sqlite'));
  if (typeof database === 'string') throw new Error(database);
  try {
    return await createLedger({ database }).losses(10);
  } finally {
    await database.close();
  }
}

/** Not sent again, nobody's quota held, and the operator's loss. */
async function expectOpenLoss(stage: Stage, content: string, sent: readonly unknown[]): Promise<void> {
  expect(content).toBe(neverSaid);
  // Its end is shown a moment before it is written down.
  await until(() => logLines(stage).some(({ msg }) => msg === 'job ended'), 'its end');
  expect(await lossesOf(stage)).toMatchObject([{ code: 'outcome_unknown' }]);
  const quota = await ask(stage, 'quota');
  expect(quota.content).toContain('**7 of 7 left**');
  expect(sent).toHaveLength(1);
}

const limited = { DEFAULT_LIMITS: 'user:images:day:7' };

const spoilt: readonly (readonly [string, Packing])[] = [
  ['said to be packed, and is not', { codings: ['gzip'], spoilt: 'plain' }],
  ['only half of it', { codings: ['zstd'], spoilt: 'cut' }],
  ['a coding of nobody', { codings: ['br'], spoilt: 'unknown' }],
];

describe('an answer of which nothing can be made', () => {
  test.for(spoilt)('%s: the picture that was made at once is lost, and nobody waits', async ([, packed]) => {
    await using stage = await raiseStage({ vendors: ['openai'], settings: limited });
    const vendor = stage.openai;
    vendor.script.next({ packed, stream: { as: 'json' } });

    const { content } = await ask(stage, 'imagine', { prompt: 'a red fox' });

    await expectOpenLoss(stage, content, vendor.paidRequests);
  });

  test.for(spoilt)('%s: a task that was taken is found by our trace id', async ([, packed]) => {
    await using stage = await raiseStage();
    stage.upstream.script.next({ packed });

    expect(isLastPicture(stage, await ending(imagine(stage, 'a red fox')))).toBe(true);
    expect(stage.upstream.paidRequests).toHaveLength(1);
  });

  const nonsense = { raw: { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>Welcome</html>' } };
  const bomb = { raw: { status: 200, body: `[${'{},'.repeat(1_000_000)}{}]` } };
  const ways: readonly (readonly [string, object])[] = [
    ...spoilt.map(([name, packed]) => [name, { packed }] as const),
    ['a page', nonsense],
    ['a page that was moved', { raw: { status: 302, headers: { location: '/login' }, body: '' } }],
    ['a tangle', bomb],
  ];
  test.for(ways)('%s, of a task, again and again: over after a minute, not at the deadline', async ([, behaviour]) => {
    await using stage = await raiseStage({ settings: limited });
    const { upstream } = stage;
    const asked = upstream.script.always(behaviour, { on: 'tasks' });
    const answer = imagine(stage, 'a red fox');

    for (const _ of ['half a minute', 'the other half']) {
      const before = asked.uses;
      await until(() => asked.uses > before + 1, 'it is asked');
      stage.passTime(31_000);
    }

    const { content } = await ending(answer);
    await expectOpenLoss(stage, content, upstream.paidRequests);
  });

  test('a queue that loses its words is given a minute too, and one that finds them again delivers', async () => {
    await using stage = await raiseStage({ vendors: ['gmicloud'], settings: limited });
    const vendor = stage.gmicloud;
    vendor.script.next(nonsense, { on: 'tasks', times: 3 });
    expect((await ask(stage, 'imagine', { prompt: 'a red fox' })).attachments).toHaveLength(1);

    const asked = vendor.script.always(nonsense, { on: 'tasks' });
    const answer = run(stage, 'imagine', { prompt: 'a blue whale' });
    for (const _ of ['half a minute', 'the other half']) {
      const before = asked.uses;
      await until(() => asked.uses > before + 1, 'it is asked');
      stage.passTime(31_000);
    }
    expect((await ending(answer)).content).toBe(neverSaid);
    expect(vendor.paidRequests).toHaveLength(2);
  });
});

describe('a relay that puts the picture where it likes', () => {
  const places = ['object', 'images', 'strings', 'top'] as const satisfies readonly PictureShape[];
  const kinds = ['url', 'b64_json', 'b64_url_safe', 'b64_data_url'] as const;

  test.for(places)('%s: taken from an answer, whatever it is', async (shape) => {
    await using stage = await raiseStage({ vendors: ['openai'] });
    const vendor = stage.openai;
    for (const [index, answer] of kinds.entries()) {
      vendor.script.next({ shape, answer, stream: { as: 'json' }, bytes: index % 2 === 0 ? 150_000 : 20_000 });

      const message = await ask(stage, 'imagine', { prompt: `a red fox, ${answer}` });

      expect(stage.discord.filesOf(message.id)).toMatchObject([{ sha256: vendor.calls.at(-1)?.results[0]?.sha256 }]);
    }
    expect(vendor.paidRequests).toHaveLength(kinds.length);
  });

  test.for(['object', 'images', 'strings'] as const)('%s: taken from a task', async (shape) => {
    await using stage = await raiseStage();
    for (const answer of kinds) {
      stage.upstream.script.next({ shape, answer, processingMs: 30 });

      expect(isLastPicture(stage, await ending(imagine(stage, `a red fox, ${answer}`)))).toBe(true);
    }
    expect(stage.upstream.paidRequests).toHaveLength(kinds.length);
  });
});

describe('a relay that refuses in its own words', () => {
  const moderated =
    "The image service's moderation refused these words or pictures. Say it differently, or use another picture. Nothing was charged.";
  const account =
    'The image service refused our account. Whoever runs this bot has to put that right. Nothing was charged.';
  const unread =
    'Your request was refused by the image service for a reason that I do not know. Change the words or the options, then try again. Nothing was charged.';

  test.for([
    ['Chinese', 400, '您的提示词包含敏感内容，请修改后重试', moderated],
    ['Russian', 400, 'Запрос отклонён: недопустимый контент', moderated],
    ['Japanese', 400, 'コンテンツポリシーに違反しています', moderated],
    ['Korean', 400, '콘텐츠 정책을 위반한 요청입니다', moderated],
    ['Spanish', 400, 'Infringe nuestras políticas de contenido', moderated],
    ['Portuguese', 400, 'Conteúdo impróprio', moderated],
    ['Chinese, about money', 403, '用户额度不足, 剩余额度: ¥-0.05，请遵守内容安全规范', account],
    ['Chinese, about nothing that we know', 400, '不支持的操作', unread],
  ] as const)('%s', async ([, status, message, said]) => {
    await using stage = await raiseStage({ vendors: ['openai'] });
    stage.openai.script.next({ refuse: { status, code: '', type: 'new_api_error', message } });

    const answer = await run(stage, 'imagine', { prompt: 'a red fox' }).answered({ ...patience, where: isSaid });

    expect(answer.content).toBe(said);
    expect(stage.openai.paidRequests).toHaveLength(1);
    // The vendor's own words may repeat the prompt.
    expect(stage.logged.join('')).not.toContain(message);
  });

  const isSaid = ({ content }: { readonly content: string }) => content.includes('charged');
});
