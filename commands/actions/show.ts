import { type APIActionRowComponent, type APIButtonComponent, ButtonStyle, ComponentType } from 'discord.js';
import type { FileToSend } from '../../src/discord/connection/rest.ts';
import { button } from '../../src/discord/kit/action.ts';
import { type CustomId, encodeCustomId } from '../../src/discord/kit/custom-id.ts';
import { failureMessage } from '../../src/discord/outgoing/failure-message.ts';
import { plainText } from '../../src/discord/outgoing/quoted-text.ts';
import type { VersionId } from '../../src/domain/ids.ts';

/** **Show**: a private answer that could not be delivered in private by itself. */
export const show = button('show', async ({ job }, { services, place, reply, sizeLimit }) => {
  const versions = await services.versionsOf(job, place.user);
  if (versions.length === 0) {
    const failure = await services.reason(job, place.user);
    return reply.show(failure === null ? 'Only the one who asked can open this.' : failureMessage(failure), 'asker');
  }
  const taken = await reply.acknowledge('asker');
  if (taken.kind !== 'taken') return;
  // All of them at once; those that are gone are left out.
  await using lent = new AsyncDisposableStack();
  const files: FileToSend[] = [];
  for (const id of versions) {
    const file = lent.use(await services.lendFullSize(id, place, sizeLimit));
    if (file === null) continue;
    const version = await services.version(id, place);
    const description = plainText(`By AI: ${version?.recipe?.prompt ?? 'a picture'}`, {
      characters: 1024,
      bytes: 3072,
    });
    files.push({ path: file.path, filename: file.filename, description });
  }
  const trouble = await reply.finish(
    files.length === 0
      ? { content: 'I do not have the original of this any more.' }
      : { content: 'What you asked for in private:', files, components: buttonsFor(versions) },
  );
  if (trouble !== null) await reply.finish({ content: 'Discord did not take the picture. Try again in a minute.' });
});

function buttonsFor(versions: readonly VersionId[]): readonly APIActionRowComponent<APIButtonComponent>[] {
  const [first] = versions;
  if (first === undefined) return [];
  const edits = versions.map((version, index) =>
    labelled(versions.length === 1 ? 'Edit' : `Edit ${index + 1}`, { kind: 'edit', version }),
  );
  const others = [
    labelled('Again', { kind: 'again', version: first }),
    labelled('Undo', { kind: 'undo', version: first }),
  ];
  return [edits, others].map((components) => ({ type: ComponentType.ActionRow, components }));
}

const labelled = (label: string, customId: CustomId): APIButtonComponent => ({
  type: ComponentType.Button,
  style: ButtonStyle.Secondary,
  label,
  custom_id: encodeCustomId(customId),
});
