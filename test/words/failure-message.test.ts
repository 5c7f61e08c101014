import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Failure, type FailureCode, type Fault, failures, type Money } from '../../src/domain/failure.ts';
import { failureMessage, failureReason } from '../../src/words/failure-message.ts';
import { english } from '../../src/words/words.ts';

const codes = Object.keys(failures) as FailureCode[];

/** What tells a member whose doing it was. */
const classes: Record<Fault, RegExp> = {
  asker: /^You cancelled/,
  'server rule': /^(A rule of this server|This server's permissions)/,
  input: /^Your request (has|needs|names|is an edit)/,
  moderation: /^The image service's moderation/,
  quota: /^(Your request is over a limit|A limit in dollars)/,
  busy: /busy/,
  provider: /^The image service (failed|refused our account|does not offer|answered|made it|sent|never said)/,
  ours: /our fault/,
};

const costs: Record<Money, string> = {
  release: 'nothing was charged',
  operator: 'you were not charged',
  'if made': 'it is charged only if it is made',
};

describe('the words of a failure', () => {
  test.each(codes)('%s says whose doing it was, and only that', (code) => {
    const text = failureMessage(english(), { code });
    const said = Object.entries(classes).flatMap(([fault, words]) => (words.test(text) ? [fault] : []));
    expect(said).toEqual([failures[code].fault]);
  });

  test.each(codes)('%s says what it cost', (code) => {
    const cost = costs[failures[code].money];
    expect(failureMessage(english(), { code })).toContain(`; ${cost}.`);
    expect(failureReason(english(), { code })).not.toMatch(/charged|\.$/);
  });

  test('one is worth reading in full', () => {
    expect(failureMessage(english(), { code: 'moderated' })).toBe(
      "The image service's moderation refused these words or pictures; nothing was charged. Say it differently, or use another picture.",
    );
    expect(failureMessage(english(), { code: 'bad_size', hint: '1024x1024' })).toBe(
      'Your request has a size that this model cannot make; nothing was charged. The nearest it can make is 1024x1024.',
    );
    expect(failureMessage(english(), { code: 'rate_limited', retryAfterMs: 150_000 })).toBe(
      'The image service is busy: it takes no more requests just now; nothing was charged. Try again in 3 minutes.',
    );
    expect(failureMessage(english(), { code: 'outcome_unknown' })).toBe(
      'The image service never said whether it made this picture, so I do not ask a second time by myself; you were not charged. Ask again if you still want it.',
    );
    expect(failureMessage(english(), { code: 'bug', reference: '1300000000000000001' })).toBe(
      'Something went wrong on our side, and it is our fault; you were not charged. Please quote `1300000000000000001` to whoever runs this bot.',
    );
  });

  test('says who would do what nobody here does', () => {
    const elsewhere = { models: ['GPT Image 2', 'GPT Image 2 Plus'], services: [] };
    expect(failureMessage(english(), { code: 'masks_not_offered', hint: 'Nano Banana', elsewhere })).toMatch(
      /\(Nano Banana\); nothing was charged\. GPT Image 2 or GPT Image 2 Plus would do it\.$/,
    );
    const services = { models: [], services: ['openai', 'gmicloud'] } as const;
    expect(failureMessage(english(), { code: 'too_many_sources', hint: '1', elsewhere: services })).toMatch(
      /Send at most 1\. OpenAI or GMI Cloud would do it, and whoever runs this bot has no key for that\.$/,
    );
  });

  test("never shows the vendor's own codes, whatever they are", () => {
    for (const code of codes) {
      const text = failureMessage(english(), { code, vendorCode: 'VENDOR', vendorTrace: 'TRACE', status: 599 });
      expect(text).toBe(failureMessage(english(), { code }));
    }
  });

  test('stays short, pings nobody and never says that it is not the ending', () => {
    const failure: fc.Arbitrary<Failure> = fc.record(
      {
        code: fc.constantFrom(...codes),
        hint: fc.oneof(fc.string({ unit: 'binary' }), fc.constant('@everyone [x](https://discord.gg/working) queued')),
        reference: fc.string(),
        retryAfterMs: fc.nat(),
      },
      { requiredKeys: ['code'] },
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
