import { button, form } from '../../src/discord/kit/action.ts';
import type { Request } from '../../src/discord/kit/request.ts';
import type { VersionId } from '../../src/domain/ids.ts';
import { askFromForm, openEditForm } from './edit-form.ts';
import { askWhich } from './which-one.ts';

/** **Edit** under a result: the form, for that version. */
export const editButton = button('edit', ({ version }, request) => openFor(request, version));

/** The same under several pictures: which of them. */
export const editWhich = button('edit-which', (_customId, request, message) =>
  askWhich(request, message, 'edit', (version) => openFor(request, version)),
);

async function openFor(request: Request, version: VersionId): Promise<void> {
  const found = await request.services.version(version, request.place);
  if (found === null) return request.reply.fail({ code: 'source_gone' });
  const { services, place, reply } = request;
  const forbidden = await services.rules.refusal(place, { sources: [{ kind: 'version', version }] });
  if (forbidden !== null) return reply.fail(forbidden);
  return openEditForm(request, { kind: 'edit-form', version }, found);
}

/** The answer to an edit of a private picture is as private as the picture. */
export const editForm = form('edit-form', async ({ version }, request, fields) => {
  const found = await request.services.version(version, request.place);
  if (found === null) return request.reply.fail({ code: 'source_gone' });
  return askFromForm(request, fields, { sources: [{ kind: 'version', version }], audience: found.audience });
});
