import { button } from '../../src/discord/kit/action.ts';
import { plainText } from '../../src/words/quoted-text.ts';
import { readingWords } from '../../src/words/reading-words.ts';
import { buttonRow } from '../character/look.ts';

/** **What changed**, privately: before and after, and what differs in a sentence. */
export const whatChanged = button('what-changed', async ({ version }, { services, place, reply, words }) => {
  if ((await reply.acknowledge('asker')).kind !== 'taken') return;
  await using found = await disposable(services.likeness.whatChanged(version, place));
  if (found.changed === 'no parent') return void (await reply.finish({ content: words.say('changed.no-parent') }));
  if (found.changed === 'gone') return void (await reply.finish({ content: words.say('changed.unreadable') }));
  const { since, first, picture, spoiler, offersOriginal } = found.changed;
  const sentence = readingWords(words, since.parent);
  const parent =
    since.parentName === null
      ? words.say('changed.parent')
      : words.say('result.from.version', { number: since.parentName });
  const content = [
    words.say('changed.since-parent', { parent, sentence }),
    ...(first === null ? [] : [words.say('changed.since-first', { sentence: readingWords(words, first) })]),
    ...(offersOriginal ? [`-# ${words.say('changed.drifted')}`] : []),
  ].join('\n');
  const description = plainText(words.say('changed.alt', { sentence }), { characters: 1024, bytes: 3072 });
  const filename = spoiler ? 'SPOILER_what-changed.png' : 'what-changed.png';
  const files = picture === null ? [] : [{ path: picture.path, filename, description }];
  const components = offersOriginal
    ? [buttonRow([words.say('button.start-over'), { kind: 'start-over', version }])]
    : [];
  const trouble = await reply.finish({ content, files, components });
  // The words say what the picture shows.
  if (trouble !== null && files.length > 0) await reply.finish({ content, components });
});

/** What it comes to, with what it lends. */
async function disposable<Changed extends AsyncDisposable>(coming: Promise<Changed | 'no parent' | 'gone'>) {
  const changed = await coming;
  return {
    changed,
    [Symbol.asyncDispose]: async () => {
      if (typeof changed !== 'string') await changed[Symbol.asyncDispose]();
    },
  };
}
