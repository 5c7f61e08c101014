import { button } from '../../src/discord/kit/action.ts';
import { plainText } from '../../src/words/quoted-text.ts';
import { withinLimit } from './within-limit.ts';

/** **Full size**, privately: the original where it fits what this member may be shown, else the best that does. */
export const full = button('full', async ({ version }, request) => {
  const { services, place, reply, words } = request;
  const found = await services.version(version, place);
  if (found === null) return reply.fail({ code: 'source_gone' });
  const taken = await reply.acknowledge('asker');
  if (taken.kind !== 'taken') return;

  // What a member sent came of no words.
  const told = found.recipe === null ? null : await services.behindMore.recipe(version, place);
  const prompt =
    told?.isWordless === true
      ? words.say('history.wordless')
      : (told?.recipe.prompt ?? words.say('picture.sent.capital'));
  const description = plainText(words.say('full-size.alt', { prompt }), { characters: 1024, bytes: 3072 });
  const trouble = await withinLimit(request, async (limit) => {
    await using file = await services.lendFullSize(version, place, limit);
    if (file === null) return 'gone';
    const { path, filename, original } = file;
    return await reply.finish({
      content: original ? words.say('full-size.original') : words.say('full-size.reduced'),
      files: [{ path, filename, description }],
    });
  });
  if (trouble === 'gone') await reply.fail({ code: 'source_gone' });
  else if (trouble !== null) await reply.finish({ content: words.say('full-size.refused') });
});
