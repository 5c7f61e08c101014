import { describe, expect, test } from 'vitest';
import { parseMarkdown } from '../../scripts/playground/page/markdown/parse-markdown.ts';
import { messageTime, relativeTime } from '../../scripts/playground/page/markdown/time-in-words.ts';

const text = (words: string) => ({ kind: 'text', text: words });

describe('Discord’s markdown', () => {
  test('emphasis nests, and its marks go', () => {
    expect(parseMarkdown('**bold _and leaning_** __under__ ~~gone~~ ||secret||')).toEqual([
      { kind: 'bold', children: [text('bold '), { kind: 'italic', children: [text('and leaning')] }] },
      text(' '),
      { kind: 'underline', children: [text('under')] },
      text(' '),
      { kind: 'strike', children: [text('gone')] },
      text(' '),
      { kind: 'spoiler', children: [text('secret')] },
    ]);
  });

  test('underscores in the middle of a word are letters', () => {
    expect(parseMarkdown('gpt_image_2')).toEqual([text('gpt_image_2')]);
  });

  test('a backslash takes a mark’s meaning away', () => {
    expect(parseMarkdown('\\*not leaning\\*')).toEqual([text('*not leaning*')]);
  });

  test('nothing counts inside code', () => {
    expect(parseMarkdown('`**x**` and\n```json\n{"a": 1}\n```')).toEqual([
      { kind: 'code', text: '**x**' },
      text(' and'),
      { kind: 'break' },
      { kind: 'code block', language: 'json', text: '{"a": 1}' },
    ]);
  });

  test('mentions, commands and times are told apart', () => {
    expect(parseMarkdown('<@123456789012345678> <#123456789012345679> </edit:1> <t:1700000000:R> @everyone')).toEqual([
      { kind: 'mention', of: 'user', id: '123456789012345678' },
      text(' '),
      { kind: 'mention', of: 'channel', id: '123456789012345679' },
      text(' '),
      { kind: 'command mention', name: 'edit' },
      text(' '),
      { kind: 'time', seconds: 1_700_000_000, format: 'R' },
      text(' '),
      { kind: 'mention', of: 'everyone', id: 'everyone' },
    ]);
  });

  test('headings, small lines, quotes and lists are lines of their own', () => {
    expect(parseMarkdown('# Title\nword\n> said\n> twice\n- one\n- two\n-# small')).toEqual([
      { kind: 'heading', level: 1, children: [text('Title')] },
      text('word'),
      { kind: 'quote', children: [text('said'), { kind: 'break' }, text('twice')] },
      { kind: 'list', ordered: false, items: [[text('one')], [text('two')]] },
      { kind: 'subtext', children: [text('small')] },
    ]);
  });

  test('links keep their words; addresses end before the full stop', () => {
    expect(parseMarkdown('[here](https://a.example/x) https://b.example.')).toEqual([
      { kind: 'link', href: 'https://a.example/x', children: [text('here')] },
      text(' '),
      { kind: 'link', href: 'https://b.example', children: [text('https://b.example')] },
      text('.'),
    ]);
  });

  test('a script in an address is no link', () => {
    expect(parseMarkdown('[here](javascript:alert(1))')).toEqual([text('[here](javascript:alert(1))')]);
  });
});

describe('times', () => {
  test('relative ones count in the largest unit that fits', () => {
    expect(relativeTime(10_000, 15_000)).toBe('5 seconds ago');
    expect(relativeTime(10_000 + 3 * 60_000, 10_000)).toBe('in 3 minutes');
    expect(relativeTime(0, 26 * 3_600_000)).toBe('1 day ago');
  });

  test('a message of yesterday says so', () => {
    const noon = new Date(2026, 10, 21, 12).getTime();
    expect(messageTime(noon, noon + 1000)).toBe('12:00');
    expect(messageTime(noon - 86_400_000, noon)).toBe('Yesterday at 12:00');
  });
});
