import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Failure, type Fault, failures, type Money } from '../../src/domain/failure.ts';
import { modelId } from '../../src/domain/ids.ts';
import { failureMessage, failureReason } from '../../src/words/failure-message.ts';
import { english } from '../../src/words/words.ts';
import { bareFailure, failureCodes as codes, sampleFailures } from '../sample-failures.ts';

/** What tells a member whose doing it was. */
const classes: Record<Fault, RegExp> = {
  asker: /^You (cancelled|hid)/,
  'server rule': /^(A rule of this (server|bot's operator)|This server's permissions)/,
  input: /^(Your request (has|needs|names|asks for|is an edit)|A JPEG cannot be transparent)/,
  moderation: /^The image service's moderation/,
  quota: /^(Your request would take|A limit in US dollars)/,
  busy: /busy/,
  provider: /^The image service (failed|refused our account|does not offer|answered|made it|sent|never said)/,
  ours: /our fault/,
};

const costs: Record<Money, string> = {
  release: 'Nothing was charged',
  operator: 'You were not charged',
  'if made': 'It is charged only if it is made',
};

describe('the words of a failure', () => {
  test.each(codes)('%s says whose doing it was, and only that', (code) => {
    for (const failure of [bareFailure(code), sampleFailures[code]]) {
      const text = failureMessage(english(), failure);
      const said = Object.entries(classes).flatMap(([fault, words]) => (words.test(text) ? [fault] : []));
      expect(said).toEqual([failures[code].fault]);
    }
  });

  test.each(codes)('%s says what it cost', (code) => {
    const cost = costs[failures[code].money];
    for (const failure of [bareFailure(code), sampleFailures[code]]) {
      expect(failureMessage(english(), failure)).toMatch(new RegExp(`\\. ${cost}\\.$`));
      expect(failureReason(english(), failure)).not.toMatch(/charged|\.$/);
    }
  });

  test('one is worth reading in full', () => {
    expect(failureMessage(english(), { code: 'moderated' })).toBe(
      "The image service's moderation refused these words or pictures. Say it differently, or use another picture. Nothing was charged.",
    );
    expect(failureMessage(english(), { code: 'bad_size', nearest: '1024x1024' })).toBe(
      'Your request has a size that this model cannot make. The nearest it can make is 1024x1024. Nothing was charged.',
    );
    const coarse = { code: 'quality_not_offered', model: 'GPT Image 2', offered: ['auto', 'low', 'high'] } as const;
    const elsewhere = { models: ['GPT Image 2.5 Flare'], services: [] };
    expect(failureMessage(english(), { ...coarse, elsewhere })).toBe(
      'Your request names a quality that this model does not have (GPT Image 2). It has auto, low and high. GPT Image 2.5 Flare would do it. Nothing was charged.',
    );
    expect(failureMessage(english(), { code: 'rate_limited', retryAfterMs: 150_000 })).toBe(
      'The image service is busy. Try again in 3 minutes. Nothing was charged.',
    );
    expect(failureMessage(english(), { code: 'outcome_unknown' })).toBe(
      'The image service never said whether it made this picture. Ask again if you still want it. You were not charged.',
    );
    expect(failureMessage(english(), { code: 'bug', reference: '1300000000000000001' })).toBe(
      'Something went wrong, and it is our fault. Please quote `1300000000000000001` to whoever runs this bot. You were not charged.',
    );
  });

  test.each([
    ['quality', ' (quality)'],
    ['background', ' (background)'],
    ['format', ' (format)'],
    ['count', ' (count)'],
    ['vendor', ''],
  ] as const)('of a request that could not be, it says what is wrong with it: %s', (reason, said) => {
    expect(failureReason(english(), { code: 'bad_request', reason })).toBe(
      `Your request has something in it that the model cannot take${said}`,
    );
  });

  test('a JPEG that was to be transparent is said in three short sentences', () => {
    expect(failureMessage(english(), { code: 'bad_request', reason: 'transparent jpeg' })).toBe(
      'A JPEG cannot be transparent. Choose PNG or WebP. Nothing was charged.',
    );
  });

  test('a refusal that nobody can read is said to be one', () => {
    expect(failureMessage(english(), { code: 'bad_request', reason: 'unexplained' })).toBe(
      'Your request was refused by the image service for a reason that I do not know. Change the words or the options, then try again. Nothing was charged.',
    );
  });

  test('names what cannot be used, if there is a name', () => {
    const names = codes.flatMap((code) => /\((.+)\)$/.exec(failureReason(english(), sampleFailures[code]))?.[1] ?? []);
    expect(names).toEqual([
      'nano-banana',
      'Nano Banana',
      'dall\\_e',
      'Nano Banana',
      'Lu\\_na',
      'Lu\\_na',
      'Nano Banana',
      'cat.png',
      'cat.png',
      'cat.png',
      'Nano Banana',
      'Nano Banana',
      'Nano Banana',
      'Nano Banana',
      'nano-banana',
    ]);
    expect(failureReason(english(), { code: 'source_gone' })).toBe(
      'Your request needs a picture that can no longer be fetched',
    );
  });

  test('says which rule of the server it is against, where one has a sentence', () => {
    expect(failureMessage(english(), { code: 'server_rule', rule: 'others' })).toBe(
      "A rule of this server keeps members from using each other's pictures. Nothing was charged.",
    );
    expect(failureMessage(english(), { code: 'server_rule' })).toBe(
      'A rule of this server does not allow that. Nothing was charged.',
    );
  });

  test('says which limit it would break, and when that returns', () => {
    expect(failureMessage(english(), sampleFailures.quota)).toBe(
      "Your request would take 4 pictures, and your role's limit of 20 pictures a day has 2 pictures left. It returns <t:1700000000:R>. Nothing was charged.",
    );
  });

  test('says who would do what nobody here does', () => {
    const elsewhere = { models: ['GPT Image 2', 'GPT Image 2 Plus'], services: [] };
    expect(failureMessage(english(), { code: 'transparency_not_offered', model: 'Nano Banana', elsewhere })).toMatch(
      /\(Nano Banana\)\. GPT Image 2 or GPT Image 2 Plus would do it\. Nothing was charged\.$/,
    );
    const services = { models: [], services: ['OpenAI', 'GMI Cloud'] } as const;
    expect(failureMessage(english(), { code: 'too_many_sources', most: 1, elsewhere: services })).toMatch(
      /Send at most 1\. OpenAI or GMI Cloud would do it, but this bot has no key for that\. Nothing was charged\.$/,
    );
  });

  test("never shows the vendor's own codes, whatever they are", () => {
    for (const code of codes) {
      const { seen, ...rest }: Failure & { readonly seen?: object } = sampleFailures[code];
      const heard = { ...rest, seen: { vendorCode: 'VENDOR', vendorTrace: 'TRACE', status: 599 } } as Failure;
      expect(failureMessage(english(), heard)).toBe(failureMessage(english(), rest as Failure));
    }
  });

  test('stays short, pings nobody and never says that it is not the ending', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constant('@everyone [x](https://discord.gg/working) queued'),
    );
    const elsewhere = fc.option(fc.record({ models: fc.array(text), services: fc.constant(['openai'] as const) }), {
      nil: undefined,
    });
    const failure: fc.Arbitrary<Failure> = fc.oneof(
      fc.constantFrom(...codes).map(bareFailure),
      fc.record({ code: fc.constant('unknown_model' as const), named: text }),
      fc.record({ code: fc.constantFrom('not_a_picture', 'picture_too_large', 'source_gone'), filename: text }),
      fc.record({
        code: fc.constantFrom('not_offered', 'transparency_not_offered'),
        model: text,
        elsewhere,
      }),
      fc.record({ code: fc.constant('too_many_sources' as const), most: fc.nat(), elsewhere }),
      fc.record({ code: fc.constant('unpriced' as const), model: text.map(modelId) }),
      fc.record({ code: fc.constant('bug' as const), reference: fc.string() }),
      fc.record({ code: fc.constantFrom('rate_limited', 'queue_full', 'no_room'), retryAfterMs: fc.nat() }),
    );
    fc.assert(
      fc.property(failure, (each) => {
        const text = failureMessage(english(), each);
        expect(text.length).toBeLessThanOrEqual(600);
        expect(text).not.toMatch(/queued|working|preview/i);
        expect(text).not.toMatch(/@everyone|@here|<@[!&]?\d|discord\.gg\/\w|:\/\//);
        expect(text).not.toContain('\n');
      }),
    );
  });
});
