import { button, form } from '../../src/discord/kit/action.ts';
import type { Request } from '../../src/discord/kit/request.ts';
import type { DraftId } from '../../src/domain/ids.ts';
import { finishSaving } from '../character/finish-saving.ts';
import { wholeForm } from '../character/form.ts';

/** The form of a character, sent in: its pictures may take as long as downloads do. */
export const characterForm = form('character-form', async ({ draft }, request, fields) => {
  const { reply, words } = request;
  if ((await reply.acknowledge('asker')).kind !== 'taken') return;
  const kept = await draftOf(request, draft);
  if (kept === null) return void (await reply.finish({ content: words.say('form.draft.gone') }));
  await finishSaving(request, kept, fields);
});

/** **Change**, under what was not saved: the whole form, with what was typed. */
export const changeCharacter = button('change-character', async ({ draft }, request) => {
  const { reply, words } = request;
  const kept = await draftOf(request, draft);
  if (kept === null) return reply.show(words.say('form.draft.gone'), 'asker');
  return reply.openForm(wholeForm(request, draft, { typed: kept.character, isChange: true }));
});

/** Null: too old, or somebody else's. */
async function draftOf({ services, place }: Request, id: DraftId) {
  const kept = await services.drafts.find(id);
  return kept?.asker === place.user ? kept : null;
}
