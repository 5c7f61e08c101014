import { ButtonStyle } from 'discord.js';
import type { AboutVersion, Deleted } from '../../../src/application/services.ts';
import { button } from '../../../src/discord/kit/action.ts';
import type { Request } from '../../../src/discord/kit/request.ts';
import type { VersionId } from '../../../src/domain/ids.ts';
import type { Words } from '../../../src/words/words.ts';
import { inRows, presserOf, versionButton } from './look.ts';

/** **Delete**, behind **More**: asks first, in its place. */
export const deleteVersion = button('delete-version', async ({ version }, request) => {
  const { reply, words } = request;
  const about = await deletable(request, version);
  if (about === null || (await reply.turn()).kind !== 'taken') return;
  await reply.finish({
    content: words.say('delete.ask', { name: about.name }),
    components: inRows([
      versionButton(words.say('button.delete'), 'delete-version-now', version, ButtonStyle.Danger),
      versionButton(words.say('button.keep'), 'keep-version', version),
    ]),
  });
});

/** **Delete**, under that question. */
export const deleteVersionNow = button('delete-version-now', async ({ version }, request) => {
  const { services, reply, words } = request;
  if ((await deletable(request, version)) === null || (await reply.turn()).kind !== 'taken') return;
  const deleted = await services.behindMore.deleteVersion(version, presserOf(request));
  await reply.finish({ content: deletedWords(words, deleted) });
});

/** **Keep**, beside it. */
export const keepVersion = button('keep-version', async (_customId, { reply, words }) => {
  if ((await reply.turn()).kind === 'taken') await reply.finish({ content: words.say('delete.kept') });
});

/** Null: it is not there, or not theirs to delete, and they were told so. */
async function deletable(request: Request, version: VersionId): Promise<AboutVersion | null> {
  const { services, reply, words } = request;
  const about = await services.behindMore.about(version, presserOf(request));
  if (about?.mayDelete === true) return about;
  await reply.show(words.say(about === null ? 'delete.gone' : 'delete.not-theirs'), 'asker');
  return null;
}

function deletedWords(words: Words, deleted: Deleted): string {
  switch (deleted.kind) {
    case 'gone':
      return words.say('delete.gone');
    case 'not theirs':
      return words.say('delete.not-theirs');
    case 'deleted':
      return words.say(told[deleted.how], { name: deleted.name });
    default:
      return deleted satisfies never;
  }
}

const told = {
  done: 'delete.done',
  // Somebody took the message away before.
  'not there': 'delete.done',
  'not shown': 'delete.done',
  'only asker': 'delete.only-asker',
  closed: 'delete.closed',
  later: 'delete.later',
} as const;
