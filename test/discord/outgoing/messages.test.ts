// Longer than 250 lines: cases of one subject that share their stage and little else.

import { ButtonStyle, ComponentType } from 'discord.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { resultButtons } from '../../../src/discord/outgoing/looks/result-buttons.ts';
import {
  answerLook,
  callingLook,
  directLook,
  movedLook,
  plainLook,
  privateWordLook,
  progressLook,
} from '../../../src/discord/outgoing/messages.ts';
import {
  applicationId,
  channelId,
  characterId,
  guildId,
  jobId,
  messageId,
  modelId,
  userId,
  versionId,
} from '../../../src/domain/ids.ts';
import type { AddressedJob, AnsweredPicture, PictureAnswer } from '../../../src/ports/messenger.ts';
import { english } from '../../../src/words/words.ts';

const job: AddressedJob = {
  id: jobId('1300000000000000001'),
  address: {
    kind: 'interaction',
    application: applicationId('1300000000000000002'),
    token: 'token',
    tokenExpiresAt: 900_000,
    message: messageId('1300000000000000003'),
    replyTo: null,
    channel: channelId('1300000000000000004'),
    parent: null,
    guild: guildId('1300000000000000005'),
    asker: userId('1300000000000000006'),
    audience: 'everyone',
    locale: 'en-GB',
    placeLocale: null,
    sizeLimit: 10_000_000,
    roles: [],
  },
};

function picture(ordinal: number, changes: Partial<AnsweredPicture> = {}): AnsweredPicture {
  return {
    version: versionId(`1300000000000000001-${ordinal}-0`),
    name: String(ordinal + 3),
    file: { path: `/pictures/${ordinal}`, filename: `retouch-${ordinal + 3}.png` },
    width: 1536,
    height: 864,
    reduced: false,
    fullSizeUrl: null,
    ...changes,
  };
}

function answer(changes: Partial<PictureAnswer> = {}): PictureAnswer {
  return {
    kind: 'pictures',
    operation: 'edit',
    recipe: {
      prompt: 'a fox',
      model: modelId('gpt-image-2'),
      size: 'auto',
      quality: 'auto',
      background: 'auto',
      count: 1,
    },
    pictures: [picture(0)],
    used: {
      version: versionId('1290000000000000001-0-0'),
      name: '2',
      message: messageId('1290000000000000009'),
      channel: channelId('1300000000000000004'),
      kind: 'made',
      others: 0,
    },
    warnings: [],
    offersOriginal: false,
    cost: 41_000,
    ...changes,
  };
}

describe('a message while its job lasts', () => {
  test('says so with its first word, and lets Discord count the time', () => {
    const cancel = (label: string) => [
      {
        type: ComponentType.ActionRow,
        components: [
          { type: ComponentType.Button, style: ButtonStyle.Secondary, label, custom_id: `v1:cancel:${job.id}` },
        ],
      },
    ];
    expect(progressLook(job, { kind: 'queued', place: 3, since: 1_790_000_000_999 })).toEqual({
      content: 'Queued: number 3 in line, asked <t:1790000000:R>.',
      files: [],
      components: cancel('Cancel'),
    });
    expect(progressLook(job, { kind: 'working', since: 1_790_000_000_000 })).toEqual({
      content: 'Working on it, begun <t:1790000000:R>.',
      files: [],
      components: cancel('Hide'),
    });
    expect(
      progressLook(job, { kind: 'preview', since: 1_790_000_000_000, path: '/pictures/p', type: 'image/webp' }),
    ).toEqual({
      content: 'Preview, not finished yet; begun <t:1790000000:R>.',
      files: [{ path: '/pictures/p', filename: 'preview.webp', description: 'An unfinished picture, made by AI.' }],
      components: cancel('Hide'),
    });
  });

  test('says the first words of what was asked for, and none of them acts', () => {
    const told = (prompt: string | null) =>
      progressLook({ ...job, prompt }, { kind: 'queued', place: 3, since: 1_790_000_000_000 }).content;
    const queued = 'Queued: number 3 in line, asked <t:1790000000:R>.';
    expect(told('a fox\nin the snow')).toBe(`${queued}\n“a fox in the snow”`);
    expect(told(`a **fox** ${'x'.repeat(100)}`)).toBe(`${queued}\n“a \\*\\*fox\\*\\* ${'x'.repeat(45)}…”`);
    expect(told(null)).toBe(queued);
  });

  test('never reads like anything else for its prompt', () => {
    const kinds = ['queued', 'working'] as const;
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 4000 }),
      fc.constantFrom('@everyone', '**Version 1:** “x”', '```', '<@1300000000000000001>', 'discord.gg/x', 'Preview'),
    );
    const property = fc.property(text, fc.constantFrom(...kinds), (prompt, kind) => {
      const { content } = progressLook({ ...job, prompt }, { kind, place: 1, since: 0 });
      const [first = '', ...others] = content.split('\n');
      expect(first).toMatch(kind === 'queued' ? /^Queued: / : /^Working on /);
      expect(others.length).toBeLessThanOrEqual(1);
      expect(others.join('')).not.toMatch(/queued|working|preview|@everyone|<@\d|```|discord\.gg\/\w|\*\*/i);
      expect(content.length).toBeLessThanOrEqual(200);
    });
    fc.assert(property, { numRuns: 200 });
  });
});

describe('a result', () => {
  test('shows what it is, what it was made of and what may be done with it', () => {
    expect(answerLook(job, answer())).toEqual({
      content:
        '**Version 3:** “a fox”\n-# From [version 2](https://discord.com/channels/1300000000000000005/1300000000000000004/1290000000000000009) · gpt-image-2 · 1536×864 · $0.041',
      files: [
        {
          path: '/pictures/0',
          filename: 'retouch-3.png',
          description: 'Version 3, edited by AI (gpt-image-2): a fox',
        },
      ],
      components: [
        {
          type: 1,
          components: [
            { type: 2, style: 1, label: 'Edit', custom_id: 'v1:edit:1300000000000000001-0-0' },
            { type: 2, style: 2, label: 'Vary', custom_id: 'v1:vary:1300000000000000001-0-0' },
            { type: 2, style: 2, label: 'Again', custom_id: 'v1:again:1300000000000000001-0-0' },
            { type: 2, style: 2, label: 'Undo', custom_id: 'v1:undo:1300000000000000001-0-0' },
            { type: 2, style: 2, label: 'More', custom_id: 'v1:more:1300000000000000001-0-0' },
          ],
        },
      ],
    });
  });

  test('of several pictures has a row that chooses one of them, and Full size for those that were reduced', () => {
    const long = `https://example.org/${'x'.repeat(512)}`;
    const look = answerLook(
      job,
      answer({
        operation: 'generate',
        used: null,
        cost: null,
        pictures: [
          picture(0, { reduced: true, fullSizeUrl: 'https://example.org/signed' }),
          picture(1, { width: 1024, height: 1024 }),
          picture(2, { reduced: true, fullSizeUrl: long }),
        ],
      }),
    );
    expect(look.content).toBe(
      '**Versions 3, 4, 5:** “a fox”\n-# gpt-image-2 · 1536×864, 1024×1024\n-# Reduced to fit here; **Full size** has the original.',
    );
    expect(look.files.map(({ description }) => description)).toEqual([
      'Version 3, made by AI (gpt-image-2): a fox',
      'Version 4, made by AI (gpt-image-2): a fox',
      'Version 5, made by AI (gpt-image-2): a fox',
    ]);
    expect(look.components.map((row) => row.components)).toEqual([
      [0, 1, 2].map((ordinal) => ({
        type: 2,
        style: 2,
        label: `Use ${ordinal + 1}`,
        custom_id: `v1:use:1300000000000000001-${ordinal}-0`,
      })),
      [
        { type: 2, style: 1, label: 'Edit', custom_id: 'v1:edit-which:1300000000000000001-0-0' },
        { type: 2, style: 2, label: 'Vary', custom_id: 'v1:vary-which:1300000000000000001-0-0' },
        { type: 2, style: 2, label: 'Again', custom_id: 'v1:again:1300000000000000001-0-0' },
        { type: 2, style: 2, label: 'Undo', custom_id: 'v1:undo:1300000000000000001-0-0' },
        { type: 2, style: 2, label: 'More', custom_id: 'v1:more:1300000000000000001-0-0' },
      ],
      [
        { type: 2, style: 5, label: 'Full size 1', url: 'https://example.org/signed' },
        { type: 2, style: 2, label: 'Full size 3', custom_id: 'v1:full:1300000000000000001-2-0' },
      ],
    ]);
  });

  test('that is a reference sheet may become its character’s first picture', () => {
    const recipe = { ...answer().recipe, sheetOf: characterId('1290000000000000007') };
    const whole = answerLook(job, answer({ recipe, pictures: [picture(0, { reduced: true })] }));
    const labels = whole.components.map(({ components }) => components.map((each) => 'label' in each && each.label));
    expect(labels).toEqual([['Edit', 'Vary', 'Again', 'Undo', 'More'], ['Full size'], ['Keep as first picture']]);
    expect(whole.components[2]?.components).toEqual([
      { type: 2, style: 2, label: 'Keep as first picture', custom_id: 'v1:keep-sheet:1300000000000000001-0-0' },
    ]);
    const several = answerLook(job, answer({ recipe, pictures: [picture(0), picture(1)] }));
    expect(several.components.at(-1)?.components).toMatchObject([
      { label: 'Keep as first picture 1', custom_id: 'v1:keep-sheet:1300000000000000001-0-0' },
      { label: 'Keep as first picture 2', custom_id: 'v1:keep-sheet:1300000000000000001-1-0' },
    ]);
  });

  test('in which nothing changed says so, and of several in which', () => {
    const two = [picture(0), picture(1)];
    const last = (changes: Partial<PictureAnswer>) => answerLook(job, answer(changes)).content.split('\n').at(-1);
    expect(last({ unchanged: ['3'] })).toBe('-# Nothing seems to have changed.');
    expect(last({ pictures: two, unchanged: ['4'] })).toBe('-# Nothing seems to have changed in version 4.');
    expect(last({ pictures: two, unchanged: ['3', '4'] })).toBe('-# Nothing seems to have changed.');
    const three = [...two, picture(2)];
    expect(last({ pictures: three, unchanged: ['3', '5'] })).toBe(
      '-# Nothing seems to have changed in versions 3 and 5.',
    );
  });

  test('whose source has drifted offers, small, to start from the original', () => {
    const look = answerLook(job, answer({ offersOriginal: true }));
    expect(look.content.split('\n').at(-1)).toBe(
      '-# Edit by edit, more of it changed than was asked for. **Start from the original** makes it anew from the first picture.',
    );
    expect(look.components.at(-1)?.components).toMatchObject([
      { label: 'Start from the original', custom_id: 'v1:start-over:1300000000000000001-0-0' },
    ]);
  });

  test('of a long prompt shows the beginning: all of it stands behind More', () => {
    const { content } = answerLook(
      job,
      answer({ used: null, recipe: { ...answer().recipe, prompt: 'x'.repeat(900) } }),
    );
    expect(content.split('\n')[0]).toBe(`**Version 3:** “${'x'.repeat(199)}…”`);
  });

  test.each([
    ['subtle', 'varied, subtle'],
    ['strong', 'varied, strong'],
    ['upscale', 'upscaled'],
    ['finish', 'finished'],
  ] as const)('that is a rework (%s) says so', (rework, said) => {
    const reworked = answer({ used: null, recipe: { ...answer().recipe, rework } });
    expect(answerLook(job, reworked).content).toMatch(new RegExp(`^\\*\\*Version 3:\\*\\* “a fox”\n-# ${said} · `));
    expect(plainLook(job, reworked).content).toMatch(new RegExp(`\n-# ${said} · `));
  });

  test('never has more rows than Discord takes', () => {
    const rows = (isDraft: boolean) =>
      resultButtons(english(), {
        pictures: [0, 1].map((ordinal) => ({ ...picture(ordinal, { reduced: true }), isSheet: true, isDraft })),
        offersOriginal: true,
      }).map(({ components: [first] }) => first !== undefined && 'label' in first && first.label);
    expect(rows(false)).toEqual(['Use 1', 'Edit', 'Full size 1', 'Keep as first picture 1', 'Start from the original']);
    expect(rows(true)).toEqual(['Use 1', 'Finish 1', 'Edit', 'Full size 1', 'Keep as first picture 1']);
  });

  test('with a hundred characters names the first, and how many more', () => {
    const names = Array.from({ length: 100 }, (_, index) => `${'*'.repeat(28)}${index + 100}`);
    const characters = names.map((name) => ({ id: characterId(name), name, pictures: [], made: 'generated' as const }));
    const { content } = answerLook(
      job,
      answer({
        recipe: { ...answer().recipe, prompt: '*'.repeat(4000), characters },
        warnings: [
          { kind: 'characters cut', characters: names.map((name) => ({ name, used: 0, of: 4 })) },
          { kind: 'characters left out', why: 'gone', names },
          { kind: 'characters left out', why: 'not theirs', names },
        ],
      }),
    );
    expect(content.length).toBeLessThanOrEqual(1900);
    expect(content.match(/and 94 more/g)).toHaveLength(4);
  });

  test('says in words what is different from what was asked', () => {
    const { content } = answerLook(
      job,
      answer({
        used: null,
        cost: 0,
        warnings: [
          { kind: 'ignored', field: 'background', model: modelId('nano-banana-pro') },
          { kind: 'ignored', field: 'quality', model: modelId('nano-banana-pro') },
          { kind: 'converted', filename: '_a_.avif' },
          { kind: 'original gone' },
          { kind: 'fewer', asked: 3, got: 1, failure: { code: 'moderated' } },
        ],
      }),
    );
    expect(content.split('\n').slice(1)).toEqual([
      '-# gpt-image-2 · 1536×864 · $0.00',
      '-# This model does not take background and quality, so that was left out.',
      '-# \\_a\\_.avif was converted to PNG first.',
      '-# The original to work on is gone, so the copy that was shown was used.',
      "-# 1 of the 3 asked for: The image service's moderation refused these words or pictures.",
    ]);
  });

  test('names an uploaded picture, and links to direct messages', () => {
    const direct = { ...job, address: { ...job.address, guild: null } };
    const used = { ...answer().used, kind: 'imported', others: 2 } as PictureAnswer['used'];
    expect(answerLook(direct, answer({ used })).content).toContain(
      'From [the picture sent](https://discord.com/channels/@me/1300000000000000004/1290000000000000009) and 2 more pictures',
    );
    const unknown = used === null ? null : { ...used, message: null, others: 1 };
    expect(answerLook(direct, answer({ used: unknown })).content).toContain(
      'From the picture sent and 1 more picture ·',
    );
  });

  test('keeps to every limit and never reads like progress, whatever the prompt', () => {
    const nasty = fc.constantFrom(
      '@everyone ',
      '<@&1300000000000000001> ',
      '```',
      '[x](https://discord.gg/x)',
      'working',
    );
    const prompt = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 4000 }),
      fc.array(fc.oneof(nasty, fc.string()), { maxLength: 400 }).map((parts) => parts.join('')),
      fc.constant('漢'.repeat(4000)),
      fc.constant('*'.repeat(4000)),
    );
    const filename = fc.string({ unit: 'binary', maxLength: 300 });
    fc.assert(
      fc.property(
        prompt,
        fc.array(filename, { maxLength: 10 }),
        fc.integer({ min: 1, max: 4 }),
        (text, names, count) => {
          const made = answer({
            recipe: { ...answer().recipe, prompt: text },
            pictures: Array.from({ length: count }, (_, ordinal) => picture(ordinal, { reduced: true })),
            warnings: [
              ...names.map((name) => ({ kind: 'converted', filename: name }) as const),
              { kind: 'fewer', asked: 4, got: count, failure: { code: 'unknown_model', named: text } },
              { kind: 'original gone' },
            ],
          });
          const look = answerLook(job, made);
          for (const { content } of [callingLook(job, look), directLook(job, look)]) {
            expect(content.length).toBeLessThanOrEqual(2000);
            expect(content).not.toMatch(/queued|working|preview/i);
            expect(content.replace(`<@${job.address.asker}>`, '')).not.toMatch(
              /@everyone|@here|<@[!&]?\d|```|discord\.gg\/\w/,
            );
            expect(content).toBe(content.trim());
          }
          for (const { description } of look.files) expect(description.length).toBeLessThanOrEqual(1024);
          expect(look.components.length).toBeLessThanOrEqual(5);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('an ending without a picture', () => {
  test('is one sentence', () => {
    expect(answerLook(job, { kind: 'failure', failure: { code: 'moderated' }, neutral: false })).toEqual({
      content:
        "The image service's moderation refused these words or pictures. Say it differently, or use another picture. Nothing was charged.",
      files: [],
      components: [],
    });
  });

  test('for all to read gives no reason, but a button for it', () => {
    const look = answerLook(job, { kind: 'failure', failure: { code: 'moderated' }, neutral: true });
    expect(look.content).toBe('I could not do that; the reason is for you alone.');
    expect(look.components).toEqual([
      { type: 1, components: [{ type: 2, style: 2, label: 'Why?', custom_id: 'v1:why:1300000000000000001' }] },
    ]);
  });
});

test('a word for all about a private ending holds nothing of it', () => {
  expect(privateWordLook(job)).toEqual({
    content: '<@1300000000000000006> What you asked for in private has ended; only you can open it.',
    files: [],
    components: [
      { type: 1, components: [{ type: 2, style: 2, label: 'Show', custom_id: 'v1:show:1300000000000000001' }] },
    ],
  });
});

test('what is left of a stale message says where the answer went', () => {
  expect(movedLook(job, messageId('1300000000000000007')).content).toBe(
    'The answer is [here](https://discord.com/channels/1300000000000000005/1300000000000000004/1300000000000000007).',
  );
});
