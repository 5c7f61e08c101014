import { ButtonStyle, ComponentType } from 'discord.js';
import type { HistoryWindow, WindowAt } from '../../src/application/services.ts';
import { encodeCustomId } from '../../src/discord/kit/custom-id.ts';
import type { ButtonRow } from '../../src/discord/outgoing/messages.ts';
import type { SelectRow } from '../../src/discord/outgoing/reply-bodies.ts';
import type { Words } from '../../src/words/words.ts';
import { versionChoiceName } from '../history-list.ts';
import { placeName } from './places.ts';

/** What stands under a history: where to go on from, and where else to look. */
export function historyControls(words: Words, window: HistoryWindow): readonly (ButtonRow | SelectRow)[] {
  return [
    selectRow(
      encodeCustomId({ kind: 'history-continue', part: 'version' }),
      words.say('history.continue.placeholder'),
      window.items.map((item) => ({ label: versionChoiceName(words, item), value: item.version })),
    ),
    ...(window.steps.length === 0 ? [] : [jumpRow(words, window)]),
    ...turnRow(words, window),
  ];
}

function jumpRow(words: Words, { steps }: HistoryWindow): SelectRow {
  const ends = (['newest', 'current', 'oldest'] as const).map((kind) => ({
    label: words.say(`history.jump.${kind}`),
    value: placeName({ kind }),
  }));
  return selectRow(encodeCustomId({ kind: 'history-at', part: 'jump' }), words.say('history.jump.placeholder'), [
    ...ends,
    ...steps.map(({ at, name }) => ({
      label: words.say('history.jump.from', { version: name }),
      value: placeName(at),
    })),
  ]);
}

function turnRow(words: Words, { newerThan, olderThan }: HistoryWindow): readonly ButtonRow[] {
  const turn = (label: string, at: WindowAt & { readonly kind: 'older' | 'newer' }) => ({
    type: ComponentType.Button as const,
    style: ButtonStyle.Secondary as const,
    label,
    custom_id: encodeCustomId({ kind: 'history-at', part: placeName(at) }),
  });
  const components = [
    ...(newerThan === null ? [] : [turn(words.say('button.back'), { kind: 'newer', than: newerThan })]),
    ...(olderThan === null ? [] : [turn(words.say('button.next'), { kind: 'older', than: olderThan })]),
  ];
  return components.length === 0 ? [] : [{ type: ComponentType.ActionRow, components }];
}

const selectRow = (
  customId: string,
  placeholder: string,
  options: readonly { readonly label: string; readonly value: string }[],
): SelectRow => ({
  type: ComponentType.ActionRow,
  components: [{ type: ComponentType.StringSelect, custom_id: customId, placeholder, options: [...options] }],
});
