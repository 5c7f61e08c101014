import { type REST, Routes } from 'discord.js';
import { readersLocale } from '../../../domain/jobs/job.ts';
import type { Log } from '../../../ports/log.ts';
import type { Messenger } from '../../../ports/messenger.ts';
import { plainText } from '../../../words/quoted-text.ts';
import { wordsIn } from '../../../words/words.ts';
import { codeOf, codes } from '../../kit/discord-error.ts';
import type { Calls } from './calls.ts';

/**
 * Threads that are opened from messages of ours. A message has at most one, and the thread has its message's id (reference,
 * section 6), so that opening it again changes nothing. A thread's name pings nobody.
 */
export function createThreads({
  rest,
  calls,
  log,
}: {
  readonly rest: REST;
  readonly calls: Calls;
  readonly log: Log;
}): Pick<Messenger, 'openThread'> {
  return {
    async openThread({ id: job, address }, prompt) {
      const { channel, message } = address;
      if (message === null) return { kind: 'impossible' };
      const plain = wordsIn(readersLocale(address)).say('thread.name');
      // A rule of the server may refuse words in names of threads, too.
      for (const name of [plainText(prompt, longestName), plain].filter((each) => each !== '')) {
        const called = await calls.repeatable((signal) =>
          rest.post(Routes.threads(channel, message), { body: { name }, signal }),
        );
        if (called.kind === 'done' || called.trouble.code === codes.threadExists) return { kind: 'opened' };
        const { trouble } = called;
        if (trouble.kind === 'busy') return { kind: 'later', afterMs: trouble.afterMs };
        log.info({ job, code: codeOf(trouble) }, 'no thread could be opened');
        if (trouble.kind !== 'words refused') break;
      }
      return { kind: 'impossible' };
    },
  };
}

const longestName = { characters: 100, bytes: 400 };
