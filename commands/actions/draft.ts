import { form } from '../../src/discord/kit/action.ts';
import type { Request } from '../../src/discord/kit/request.ts';
import type { Source } from '../../src/domain/asked/image-request.ts';
import { draftId } from '../../src/domain/ids.ts';
import type { UnreadFile } from '../../src/domain/pictures/unread-file.ts';
import { askFromForm, openEditForm } from './edit-form.ts';

/** Opens the form for pictures that have no version of ours yet, or several: they are kept until it is sent in. */
export async function openDraftForm(
  request: Request,
  sources: readonly Source[],
  leftOut: readonly UnreadFile[] = [],
): Promise<void> {
  const { services, place, reply } = request;
  const forbidden = await services.rules.refusal(place, { sources });
  if (forbidden !== null) return reply.fail(forbidden);
  const versions = await Promise.all(
    sources.map((source) => (source.kind === 'version' ? services.version(source.version, place) : null)),
  );
  const isPrivate = versions.some((version) => version?.audience === 'asker');
  const draft = draftId(request.id);
  const keeping = services.drafts.keep({
    id: draft,
    asker: place.user,
    channel: place.channel,
    audience: isPrivate ? 'asker' : 'everyone',
    sources,
    leftOut,
  });
  // It is needed when the form is sent in; Discord waits three seconds for the form, and the store may be silent for more.
  await Promise.all([keeping, openEditForm(request, { kind: 'draft-form', draft }, versions[0] ?? null)]);
}

export const draftForm = form('draft-form', async ({ draft }, request, fields) => {
  const kept = await request.services.drafts.find(draft);
  if (kept === null || kept.asker !== request.place.user) {
    return request.reply.show(request.words.say('form.draft.gone'), 'asker');
  }
  return askFromForm(request, fields, kept);
});
