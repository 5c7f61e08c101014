import { type APIActionRowComponent, type APIButtonComponent, ButtonStyle, ComponentType } from 'discord.js';
import type { FileToSend } from '../../src/discord/connection/rest.ts';
import { button } from '../../src/discord/kit/action.ts';
import { type CustomId, encodeCustomId } from '../../src/discord/kit/custom-id.ts';
import type { VersionId } from '../../src/domain/ids.ts';
import { failureMessage } from '../../src/words/failure-message.ts';
import { plainText } from '../../src/words/quoted-text.ts';
import type { Words } from '../../src/words/words.ts';
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
    const reduced = new Set<VersionId>();
    const sheets = new Set<VersionId>();
    for (const id of versions) {
      const file = lent.use(await services.lendFullSize(id, place, limit));
      if (file === null) continue;
      if (!file.original) reduced.add(id);
      const version = await services.version(id, place);
      if (version?.recipe?.sheetOf !== undefined) sheets.add(id);
      const prompt = version?.recipe?.prompt ?? words.say('ending.shown.alt.picture');
      const description = plainText(words.say('ending.shown.alt', { prompt }), { characters: 1024, bytes: 3072 });
      files.push({ path: file.path, filename: file.filename, description });
    }
    return await reply.finish(
      files.length === 0
        ? { content: words.say('ending.shown.gone') }
        : { content: words.say('ending.shown'), files, components: buttonsFor(words, versions, { reduced, sheets }) },
    );
  });
  if (trouble !== null) await reply.finish({ content: words.say('full-size.refused') });
});

function buttonsFor(
  words: Words,
  versions: readonly VersionId[],
  { reduced, sheets }: { readonly reduced: ReadonlySet<VersionId>; readonly sheets: ReadonlySet<VersionId> },
): readonly APIActionRowComponent<APIButtonComponent>[] {
  const numbered = (label: string, index: number) =>
    versions.length === 1 ? label : words.say('button.numbered', { label, number: index + 1 });
  const [first] = versions;
  if (first === undefined) return [];
  const edits = versions.map((version, index) =>
    labelled(numbered(words.say('button.edit'), index), { kind: 'edit', version }),
  );
  const others = [
    labelled(words.say('button.again'), { kind: 'again', version: first }),
    labelled(words.say('button.undo'), { kind: 'undo', version: first }),
    labelled(words.say('button.more'), { kind: 'more', version: first }),
  ];
  const those = (among: ReadonlySet<VersionId>, label: string, kind: 'full' | 'keep-sheet') =>
    versions.flatMap((version, index) =>
      among.has(version) ? [labelled(numbered(label, index), { kind, version })] : [],
    );
  const fullSizes = those(reduced, words.say('button.full'), 'full');
  const rows = [edits, others, fullSizes, those(sheets, words.say('button.keep-sheet'), 'keep-sheet')].filter(
    ({ length }) => length > 0,
  );
  return rows.map((components) => ({ type: ComponentType.ActionRow, components }));
}

const labelled = (label: string, customId: CustomId): APIButtonComponent => ({
  type: ComponentType.Button,
  style: ButtonStyle.Secondary,
  label,
  custom_id: encodeCustomId(customId),
});
