import { button } from '../../../src/discord/kit/action.ts';
import { messageLink } from '../../../src/discord/kit/message-link.ts';
import { plainText } from '../../../src/words/quoted-text.ts';
import { presserOf } from './look.ts';

/** **Send to me**, behind **More**: the picture by direct message to whoever presses, once for each press. */
export const sendToMe = button('send-to-me', async ({ version }, request) => {
  const { id, services, place, reply, words } = request;
  const about = await services.behindMore.about(version, presserOf(request));
  if (about === null) return reply.fail({ code: 'source_gone' });
  if ((await reply.acknowledge('asker')).kind !== 'taken') return;
  const { name, shown } = about;
  // What a member sent came of no words.
  const told = await services.behindMore.recipe(version, place);
  const prompt = told === null || told.isWordless ? words.say('ending.shown.alt.picture') : told.recipe.prompt;
  const description = plainText(words.say('full-size.alt', { prompt }), { characters: 1024, bytes: 3072 });
  const content =
    shown === null
      ? words.say('sent-to-me.message.nowhere', { name })
      : words.say('sent-to-me.message', { name, link: messageLink(shown.guild, shown.channel, shown.message) });
  const sent = await services.behindMore.sendTo(version, id, place, { content, description });
  switch (sent.kind) {
    case 'gone':
      return reply.fail({ code: 'source_gone' });
    case 'refused':
    case 'later':
    case 'too large':
      return void (await reply.finish({ content: words.say(notSent[sent.kind]) }));
    case 'sent': {
      const link = messageLink(null, sent.channel, sent.message);
      const said = sent.isOriginal ? 'sent-to-me.sent' : 'sent-to-me.sent.reduced';
      return void (await reply.finish({ content: words.say(said, { link }) }));
    }
    default:
      return sent satisfies never;
  }
});

const notSent = {
  refused: 'sent-to-me.refused',
  later: 'sent-to-me.later',
  'too large': 'sent-to-me.too-large',
} as const;
