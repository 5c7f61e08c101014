import { describe, expect, test } from 'vitest';
import { listedPictures, picturesOfAnswer } from '../../../src/providers/streams/handed-pictures.ts';
import { png } from '../pictures.ts';

const url = 'https://relay.test/a.png';
const address = { kind: 'address', url } as const;
const text = png.toString('base64');
const base64 = { kind: 'base64', text } as const;
const urlSafe = Buffer.from('ffd8ffe0fbefbe', 'hex').toString('base64url');

describe('where an answer’s pictures stand', () => {
  test.each([
    ['a list', { data: [{ url }] }, [address]],
    ['one alone', { data: { url } }, [address]],
    ['one alone, inside', { data: { b64_json: text } }, [base64]],
    ['a list within', { data: { created: 1, data: [{ b64_json: text }] } }, [base64]],
    ['a list of images', { images: [{ url }] }, [address]],
    ['one image', { images: { image_url: url } }, [address]],
    ['bare addresses', { data: [url] }, [address]],
    ['one bare address', { data: url }, [address]],
    ['bare base64', { images: [text] }, [base64]],
    ['at the top', { created: 1, url }, [address]],
    ['at the top, inside', { b64_json: text }, [base64]],
    ['an address within, as chats have it', { data: [{ image_url: { url } }] }, [address]],
    ['a data URL for base64', { data: [{ b64_json: `data:image/png;base64,${text}` }] }, [base64]],
    ['a data URL for an address', { data: [{ url: `DATA:image/png;base64,${text}` }] }, [base64]],
    ['base64 for an address', { data: [{ url: text }] }, [base64]],
    ['an address for base64', { data: [{ b64_json: url }] }, [address]],
    ['URL-safe base64 for an address', { data: [{ url: urlSafe }] }, [{ kind: 'base64', text: urlSafe }]],
    ['nothing in the list', { data: [] }, []],
    ['a list of what holds nothing', { data: [{}, null, 7, '', { url: '' }, 'soon'] }, []],
  ])('%s', (_, answer, expected) => {
    expect(picturesOfAnswer(answer)).toEqual(expected);
  });

  test.each([
    {},
    { data: {} },
    { data: 'queued' },
    { data: null },
    { created: 1 },
    'text',
    null,
    { data: { data: {} } },
  ])('nothing is said by %j', (answer) => {
    expect(picturesOfAnswer(answer)).toBeUndefined();
  });

  test('what stands at the top is not listed', () => {
    expect(listedPictures({ url })).toBeUndefined();
    expect(listedPictures({ data: { url } })).toEqual([address]);
  });

  test('nobody reads thousands', () => {
    expect(picturesOfAnswer({ data: Array.from({ length: 5_000 }, () => ({ url })) })).toHaveLength(16);
  });
});
