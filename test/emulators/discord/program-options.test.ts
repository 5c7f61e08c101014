import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readOptions, USAGE } from '../../../scripts/emulators/discord/program/read-options.ts';

test('without options the program takes any free ports and Discord’s usual ways', () => {
  expect(readOptions([])).toEqual({
    kind: 'run',
    peoplePort: 0,
    isWatching: false,
    discord: {
      port: 0,
      world: 'demo',
      botName: 'bot',
      messageContentIntent: false,
      pingReplyToInteractionResponse: 'withheld',
      messagesInUnjoinedThreads: 'sent',
      rateLimits: 'wide',
    },
  });
});

test('each option reaches what it is about', () => {
  const argv = '--port 4001 --people-port 4002 --bot-name echo --content-intent on --ping-replies readable';
  const more = '--unjoined-threads silent --rate-limits discord --watch';
  expect(readOptions(`${argv} ${more}`.split(' '))).toEqual({
    kind: 'run',
    peoplePort: 4002,
    isWatching: true,
    discord: {
      port: 4001,
      world: 'demo',
      botName: 'echo',
      messageContentIntent: true,
      pingReplyToInteractionResponse: 'readable',
      messagesInUnjoinedThreads: 'silent',
      rateLimits: 'discord',
    },
  });
  expect(readOptions(['--help'])).toEqual({ kind: 'help' });
});

test.each([
  [['--port', '70000'], '--port must be a number from 0 to 65535, not "70000"'],
  [['--rate-limits', 'none'], '--rate-limits must be wide or discord, not "none"'],
  [['--colour'], "Unknown option '--colour'"],
])('%j is refused in one sentence', (argv, sentence) => {
  expect(readOptions(argv)).toEqual({ kind: 'wrong', sentence });
});

test('the README lists the options that --help lists', () => {
  const readme = readFileSync(join(import.meta.dirname, '../../../scripts/emulators/discord/README.md'), 'utf8');
  const inReadme = [...readme.matchAll(/^\| `(--[a-z-]+)/gm)].map((match) => match[1]);
  expect(inReadme).toEqual([...USAGE.matchAll(/^ {2}(--[a-z-]+)/gm)].map((match) => match[1]));
  expect(inReadme).toHaveLength(9);
});
