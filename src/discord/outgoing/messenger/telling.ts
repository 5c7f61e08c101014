import { type REST, Routes } from 'discord.js';
import type { ChannelId } from '../../../domain/ids.ts';
import type { Messenger } from '../../../ports/messenger.ts';
import { operatorNotice } from '../../../words/operator-notice.ts';
import { english, type Words, wordsIn } from '../../../words/words.ts';
import { serverNoticeLook } from '../looks/server-notice-look.ts';
import type { ButtonRow } from '../messages.ts';
import type { Calls } from './calls.ts';

/** Notices in channels that somebody chose for them. They ping nobody. */
export function createTelling({
  rest,
  calls,
}: {
  readonly rest: REST;
  readonly calls: Calls;
}): Pick<Messenger, 'tellServer' | 'tellOperator'> {
  return {
    tellServer: (channel, notice, locale, id) => {
      const words = wordsIn(locale);
      return tell(channel, words, serverNoticeLook(words, notice), id);
    },
    tellOperator: (channel, notice, id) =>
      tell(channel, english(), { content: operatorNotice(english(), notice), components: [] }, id),
  };

  async function tell(
    channel: ChannelId,
    words: Words,
    look: { readonly content: string; readonly components: readonly ButtonRow[] },
    id: string,
  ) {
    const body = { ...look, nonce: id.slice(0, 25), enforce_nonce: true, allowed_mentions: { parse: [] } };
    const post = (said: object) =>
      calls.repeatable((signal) => rest.post(Routes.channelMessages(channel), { body: said, signal }));
    const first = await post(body);
    const isRefused = first.kind === 'trouble' && first.trouble.kind === 'words refused';
    const called = isRefused ? await post({ ...body, content: words.say('notice.rule') }) : first;
    if (called.kind !== 'trouble') return 'told';
    return called.trouble.kind === 'busy' ? 'later' : 'impossible';
  }
}
