import { type APIComponentInMessageActionRow, type APIMessageTopLevelComponent, ComponentType } from 'discord.js';
import type { VersionId } from '../../../domain/ids.ts';
import { type CustomId, decodeCustomId, encodeCustomId, versionsIn } from '../../kit/custom-id.ts';

type Parts = readonly APIMessageTopLevelComponent[];
type Button = APIComponentInMessageActionRow;

/**
 * The rows of buttons under several pictures, one of which is gone. A button of that one alone goes with it, and the others
 * keep their numbers, as the words of the message do; one that is about the whole message by that picture's id has another's
 * from now on.
 */
export function withoutVersion(components: Parts, gone: VersionId): Parts {
  const left = versionsIn(components).filter((each) => each !== gone);
  const ofEach = kindsOfEach(components);
  return components.flatMap((row): Parts => {
    if (row.type !== ComponentType.ActionRow) return [row];
    const buttons = row.components.flatMap((each) => buttonWithout(each, { gone, left, ofEach }));
    return buttons.length === 0 ? [] : [{ ...row, components: buttons }];
  });
}

function buttonWithout(
  button: Button,
  {
    gone,
    left,
    ofEach,
  }: { readonly gone: VersionId; readonly left: readonly VersionId[]; readonly ofEach: ReadonlySet<string> },
): readonly Button[] {
  if (!('custom_id' in button)) return 'url' in button && button.url.includes(`/${gone}/`) ? [] : [button];
  const read = decodeCustomId(button.custom_id);
  if (!('version' in read)) return [button];
  // Of a single picture there is nothing to choose.
  if (read.kind === 'use' && left.length === 1) return [];
  const isOfOne = ofEach.has(read.kind);
  if (read.version !== gone) return [button];
  const [other] = left;
  if (isOfOne || other === undefined) return [];
  return [{ ...button, custom_id: encodeCustomId({ ...read, version: other }) }];
}

/** Kinds of which each picture has a button of its own, or a single one may. */
function kindsOfEach(components: Parts): ReadonlySet<string> {
  const versions = new Map<string, Set<VersionId>>();
  for (const row of components) {
    if (row.type !== ComponentType.ActionRow) continue;
    for (const button of row.components) {
      const read = 'custom_id' in button ? decodeCustomId(button.custom_id) : null;
      if (read === null || !('version' in read)) continue;
      versions.set(read.kind, (versions.get(read.kind) ?? new Set()).add(read.version));
    }
  }
  const several = [...versions].flatMap(([kind, of]) => (of.size > 1 ? [kind] : []));
  return new Set<string>([
    ...several,
    ...(['edit', 'full', 'finish', 'keep-sheet'] satisfies readonly CustomId['kind'][]),
  ]);
}
