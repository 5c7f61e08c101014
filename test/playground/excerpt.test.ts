import { expect, test } from 'vitest';
import { excerpt, threadName } from '../../scripts/playground/page/messages/excerpt.ts';
import type { WireMessage } from '../../scripts/playground/protocol.ts';

const bot = { id: '1', username: 'retouch', global_name: null } as WireMessage['author'];
const world = { bot, users: [bot], guilds: [], directMessages: [], visible: {} };
const shown = (content: string) =>
  excerpt({ content, attachments: [], components: [] } as unknown as WireMessage, { world, guild: null });

test('the line that stands for a message has names, times and links in words', () => {
  expect(shown('**Version 3:** “a <@1>”\n-# more')).toBe('Version 3: “a @retouch”');
  expect(shown('Working on it, begun <t:0:R>.')).toMatch(/^Working on it, begun \d+ years ago\.$/);
  expect(shown('Until <t:0:D>')).toBe('Until 1 January 1970');
  expect(shown('[Version 3](https://discord.com/channels/1/2/3) is current now.')).toBe('Version 3 is current now.');
});

test('a thread that is opened from a result is named as one reads it, without marks and the small print', () => {
  const name = (content: string) =>
    threadName({ content, attachments: [], components: [] } as unknown as WireMessage, { world, guild: null });
  expect(name('**Version 16:** “put a bird there”\n-# From [version 15](https://discord.com/channels/1/2/3)')).toBe(
    'Version 16: “put a bird there”',
  );
  expect(name(' ')).toBe('New thread');
  expect(name('a'.repeat(60))).toHaveLength(40);
});
