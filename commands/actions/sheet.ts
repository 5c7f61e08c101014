import { button } from '../../src/discord/kit/action.ts';
import { acknowledge } from '../../src/discord/outgoing/defer.ts';
import { mostPictures } from '../../src/domain/characters/character.ts';
import { nameWords } from '../../src/words/character-words.ts';

/** **Reference sheet**, under a character: for its owner, once, and its price comes first. */
export const sheet = button('sheet', async ({ character }, request) => {
  const { id, services, place, reply, words } = request;
  const found = await services.characters.find(character, place);
  if (found === null) return reply.show(words.say('character.gone'), 'asker');
  const prompt = words.say('character.sheet.prompt', { name: found.name });
  const answer = await services.characters.askSheet(character, id, prompt, request.address('asker'));
  return typeof answer === 'string' ? reply.show(words.say(notAsked[answer]), 'asker') : acknowledge(request, answer);
});

/** **Keep as first picture**, under a reference sheet. It may have to be made smaller first. */
export const keepSheet = button('keep-sheet', async ({ version }, request) => {
  const { services, place, reply, words } = request;
  if ((await reply.acknowledge('asker')).kind !== 'taken') return;
  const kept = await services.characters.keepSheet(version, place);
  if (typeof kept === 'string') return void (await reply.finish({ content: words.say(notKept[kept]) }));
  const { character, dropped } = kept;
  const said = words.say('character.sheet.kept', { name: nameWords(character.name) });
  const more = words.say('character.sheet.dropped', { most: mostPictures });
  await reply.finish({ content: dropped ? `${said} ${more}` : said });
});

const notAsked = {
  gone: 'character.gone',
  'not theirs': 'character.sheet.not-theirs',
  made: 'character.sheet.made',
} as const;

const notKept = { gone: 'character.sheet.gone', 'not theirs': 'character.sheet.keep.not-theirs' } as const;
