import { type APIButtonComponent, type APIMessageTopLevelComponent, ButtonStyle, ComponentType } from 'discord.js';
import type { VersionId } from '../../../domain/ids.ts';
import type { Words } from '../../../words/words.ts';
import { decodeCustomId } from '../../kit/custom-id.ts';
import { type ButtonRow, labelled, row } from './buttons.ts';

export interface ResultPicture {
  readonly version: VersionId;
  /** The shown copy is not the original. */
  readonly reduced: boolean;
  /** Of the original, where it has one. */
  readonly fullSizeUrl: string | null;
  /** It is a character's reference sheet. */
  readonly isSheet: boolean;
  /** There may be a finished picture of it. */
  readonly isDraft: boolean;
}

/**
 * The rows under a result, for all that show one. What means one picture stands under a single one by itself; under several
 * there is a row that chooses among them, and the rest asks which. The first row of several names all of them, in the order
 * of the pictures: by that a message is read later (`versionsIn`). Discord takes five in all; those that are last here go
 * without.
 */
export function resultButtons(
  words: Words,
  {
    pictures,
    offersOriginal = false,
  }: {
    readonly pictures: readonly ResultPicture[];
    readonly offersOriginal?: boolean;
  },
): readonly ButtonRow[] {
  const [first, ...others] = pictures;
  if (first === undefined) return [];
  const { version } = first;
  const isOne = others.length === 0;
  const numbered = (label: string, index: number) =>
    isOne ? label : words.say('button.numbered', { label, number: index + 1 });
  const uses = pictures.map((each, index) =>
    labelled(numbered(words.say('button.use'), index), { kind: 'use', version: each.version }),
  );
  const common = [
    labelled(words.say('button.edit'), { kind: isOne ? 'edit' : 'edit-which', version }, ButtonStyle.Primary),
    labelled(words.say('button.vary'), { kind: isOne ? 'vary' : 'vary-which', version }),
    labelled(words.say('button.again'), { kind: 'again', version }),
    labelled(words.say('button.undo'), { kind: 'undo', version }),
    labelled(words.say('button.more'), { kind: 'more', version }),
  ];
  const finished = pictures.flatMap((each, index) =>
    each.isDraft
      ? [
          labelled(
            numbered(words.say('button.finish'), index),
            { kind: 'finish', version: each.version },
            ButtonStyle.Success,
          ),
        ]
      : [],
  );
  const fullSizes = pictures.flatMap((picture, index) =>
    picture.reduced ? [fullSizeButton(numbered(words.say('button.full'), index), picture)] : [],
  );
  const sheets = pictures.flatMap((each, index) =>
    each.isSheet
      ? [labelled(numbered(words.say('button.keep-sheet'), index), { kind: 'keep-sheet', version: each.version })]
      : [],
  );
  const originals = offersOriginal ? [labelled(words.say('button.start-over'), { kind: 'start-over', version })] : [];
  return [isOne ? [] : uses, finished, common, fullSizes, sheets, originals]
    .filter(({ length }) => length > 0)
    .slice(0, mostRows)
    .map(row);
}

const mostRows = 5;

/** Which number the buttons under several pictures give to that one: also where one before it is gone. Null: none does. */
export function numberIn(
  components: readonly APIMessageTopLevelComponent[] | undefined,
  version: VersionId,
): number | null {
  for (const each of components ?? []) {
    if (each.type !== ComponentType.ActionRow) continue;
    for (const button of each.components) {
      if (!('custom_id' in button) || !('label' in button)) continue;
      const read = decodeCustomId(button.custom_id);
      // Under older messages each had its own Edit.
      if ((read.kind !== 'use' && read.kind !== 'edit') || read.version !== version) continue;
      const [digits] = /\d+/.exec(button.label ?? '') ?? [];
      if (digits !== undefined) return Number(digits);
    }
  }
  return null;
}

/** A link where the original has an address that a button can hold (512 characters), else a button that asks us for it. */
function fullSizeButton(label: string, { version, fullSizeUrl }: ResultPicture): APIButtonComponent {
  return fullSizeUrl !== null && fullSizeUrl.length <= 512
    ? { type: ComponentType.Button, style: ButtonStyle.Link, label, url: fullSizeUrl }
    : labelled(label, { kind: 'full', version });
}
