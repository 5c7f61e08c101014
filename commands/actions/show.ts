import type { FileToSend } from '../../src/discord/connection/rest.ts';
import { button } from '../../src/discord/kit/action.ts';
import { type ResultPicture, resultButtons } from '../../src/discord/outgoing/looks/result-buttons.ts';
import { failureMessage } from '../../src/words/failure-message.ts';
import { plainText } from '../../src/words/quoted-text.ts';
import { withinLimit } from './within-limit.ts';

/** **Show**: a private answer that could not be delivered in private by itself. */
export const show = button('show', async ({ job }, request) => {
  const { services, place, reply, words } = request;
  const versions = await services.versionsOf(job, place.user);
  if (versions.length === 0) {
    const failure = await services.reason(job, place.user);
    if (failure === 'forgotten') return reply.show(words.say('why.forgotten'), 'asker');
    return reply.show(failure === null ? words.say('ending.not-yours') : failureMessage(words, failure), 'asker');
  }
  const taken = await reply.acknowledge('asker');
  if (taken.kind !== 'taken') return;
  const trouble = await withinLimit(request, async (limit) => {
    // All of them at once; those that are gone are left out.
    await using lent = new AsyncDisposableStack();
    const files: FileToSend[] = [];
    const pictures: ResultPicture[] = [];
    for (const id of versions) {
      const file = lent.use(await services.lendFullSize(id, place, limit));
      if (file === null) continue;
      const version = await services.version(id, place);
      const { sheetOf, draft } = version?.recipe ?? {};
      const is = { isSheet: sheetOf !== undefined, isDraft: draft !== undefined };
      pictures.push({ version: id, reduced: !file.original, fullSizeUrl: null, ...is });
      const prompt = version?.recipe?.prompt ?? words.say('ending.shown.alt.picture');
      const description = plainText(words.say('ending.shown.alt', { prompt }), { characters: 1024, bytes: 3072 });
      files.push({ path: file.path, filename: file.filename, description });
    }
    return await reply.finish(
      files.length === 0
        ? { content: words.say('ending.shown.gone') }
        : { content: words.say('ending.shown'), files, components: resultButtons(words, { pictures }) },
    );
  });
  if (trouble !== null) await reply.finish({ content: words.say('full-size.refused') });
});
