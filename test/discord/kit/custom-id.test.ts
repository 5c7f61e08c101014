import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CustomId, decodeCustomId, encodeCustomId, versionsIn } from '../../../src/discord/kit/custom-id.ts';
import { characterId, draftId, jobId, messageId, versionId } from '../../../src/domain/ids.ts';

const snowflake = fc.bigInt({ min: 10n ** 16n, max: 2n ** 63n }).map(String);
const version = fc
  .oneof(
    fc.tuple(snowflake, fc.nat(9), fc.nat(9)).map(([job, ordinal, index]) => `${job}-${ordinal}-${index}`),
    fc.tuple(snowflake, snowflake, snowflake).map((parts) => `i${parts.join('-')}`),
    fc
      .tuple(snowflake, fc.nat(9), snowflake, snowflake)
      .map(([id, place, ...rest]) => `i${id}.${place}-${rest.join('-')}`),
  )
  .map(versionId);

const customId: fc.Arbitrary<CustomId> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('edit', 'again', 'undo', 'more', 'full', 'edit-form', 'use-as-character', 'keep-sheet'),
    version,
  }),
  fc.record({ kind: fc.constantFrom('why', 'show', 'clear-limits'), job: snowflake.map(jobId) }),
  fc.record({ kind: fc.constant('edit-hint'), message: snowflake.map(messageId) }),
  fc.record({
    kind: fc.constantFrom('draft-form', 'character-form', 'change-character'),
    draft: snowflake.map(draftId),
  }),
  fc.record({ kind: fc.constant('sheet'), character: snowflake.map(characterId) }),
  fc.record({
    kind: fc.constantFrom('limits-page', 'quota-page', 'history-page', 'characters-page'),
    page: fc.integer({ min: 1, max: 999 }),
  }),
);

describe('a custom id', () => {
  test('comes back as it was made, and fits a button', () => {
    fc.assert(
      fc.property(customId, (made) => {
        const text = encodeCustomId(made);
        expect(text.length).toBeLessThanOrEqual(100);
        expect(decodeCustomId(text)).toEqual(made);
      }),
    );
  });

  test('is spelled as the buttons in old messages are', () => {
    expect(encodeCustomId({ kind: 'edit', version: versionId('1300000000000000001-0-0') })).toBe(
      'v1:edit:1300000000000000001-0-0',
    );
    expect(encodeCustomId({ kind: 'why', job: jobId('1300000000000000001') })).toBe('v1:why:1300000000000000001');
    expect(encodeCustomId({ kind: 'draft-form', draft: draftId('1300000000000000001') })).toBe(
      'v1:draft-form:1300000000000000001',
    );
    expect(encodeCustomId({ kind: 'sheet', character: characterId('1300000000000000001') })).toBe(
      'v1:sheet:1300000000000000001',
    );
  });

  test('that would not fit a button is a bug, and not cut', () => {
    expect(() => encodeCustomId({ kind: 'edit', version: versionId('1'.repeat(93)) })).toThrow('too long');
    expect(encodeCustomId({ kind: 'edit', version: versionId('1'.repeat(92)) })).toHaveLength(100);
  });

  test('named like what every object has is unknown', () => {
    expect(decodeCustomId('v1:constructor:1300000000000000001')).toEqual({ kind: 'unknown' });
  });

  test('of another version of the codec is old', () => {
    expect(decodeCustomId('v0:edit:1300000000000000001-0-0')).toEqual({ kind: 'old' });
    expect(decodeCustomId('v2:whatever:1300000000000000001')).toEqual({ kind: 'old' });
  });

  test.each([
    '',
    'hello',
    'v1:',
    'v1:edit:',
    'v1:fly:1300000000000000001',
    'v1:why:me',
    'v1:sheet:luna',
    'v1:quota-page:0',
    'v1:quota-page:1000',
    'v1:quota-page:two',
    'v1:edit:a/b',
    'v1:edit:1:2',
    'v1:edit:1\n',
  ])('that reads %j is unknown', (text) => {
    expect(decodeCustomId(text)).toEqual({ kind: 'unknown' });
  });

  test('of any text is read without throwing', () => {
    fc.assert(fc.property(fc.string(), (text) => void decodeCustomId(text)));
  });
});

describe('the versions in a message', () => {
  test('come from rows of buttons, each once, in order', () => {
    const row = (...ids: readonly string[]) => ({
      type: 1,
      components: ids.map((custom_id) => ({ type: 2, style: 2, label: 'x', custom_id })),
    });
    expect(
      versionsIn([row('v1:edit:a-0-0', 'v1:edit:a-1-0'), row('v1:again:a-0-0', 'v1:undo:a-0-0', 'other')]),
    ).toEqual(['a-0-0', 'a-1-0']);
  });

  test('come from Components V2 at any depth, and from the button of a section', () => {
    const section = {
      type: 9,
      components: [{ type: 10, content: 'x' }],
      accessory: { type: 2, custom_id: 'v1:edit:b-0-0' },
    };
    const container = {
      type: 17,
      components: [section, { type: 1, components: [{ type: 2, custom_id: 'v1:full:c-0-0' }] }],
    };
    expect(versionsIn([container])).toEqual(['b-0-0', 'c-0-0']);
  });

  test('are none where there is nothing to read', () => {
    for (const nothing of [undefined, null, [], 'text', [{ type: 2, style: 5, url: 'https://example.org' }]]) {
      expect(versionsIn(nothing)).toEqual([]);
    }
    expect(versionsIn([{ type: 1, components: [{ type: 2, custom_id: 'v1:why:1300000000000000001' }] }])).toEqual([]);
  });
});
