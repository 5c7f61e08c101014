import type { MessageContext } from '../messages/message-context.ts';
import { addOption, type CommandDraft, optionOf, optionsLeft, setValue } from './command-draft.ts';
import type { Completing } from './completer.ts';
import { matchChoices, type OptionChoice, ownChoices } from './option-choices.ts';
import type { PickerItem } from './play-picker.ts';

/** The option that has the keyboard, or the field at the end where more options are named. */
export type Focus = { readonly at: 'option'; readonly name: string } | { readonly at: 'end' };

/** The list above a command line: options that may be added, or choices for the one that is being filled. */
export interface CommandList {
  readonly kind: 'option-picker' | 'choice-picker';
  readonly heading: string;
  /** What the option is for. */
  readonly about: string;
  /** Said where there are no items. */
  readonly empty: string;
  readonly items: readonly PickerItem[];
  /** The draft with that item taken. */
  pick(index: number): CommandDraft | null;
}

export function commandList(at: {
  readonly draft: CommandDraft;
  readonly focus: Focus;
  /** In the field at the end. */
  readonly typed: string;
  readonly completing: Completing;
  readonly context: Pick<MessageContext, 'world' | 'guild'>;
}): CommandList {
  return at.focus.at === 'end' ? moreOptions(at.draft, at.typed) : choicesOf({ ...at, name: at.focus.name });
}

function moreOptions(draft: CommandDraft, typed: string): CommandList {
  const left = optionsLeft(draft, typed);
  return {
    kind: 'option-picker',
    heading: 'Options',
    about: '',
    empty: '',
    items: left.map(({ name, description }) => ({ ...bare, id: name, label: name, detail: description })),
    pick(index) {
      const option = left[index];
      return option === undefined ? null : addOption(draft, option.name);
    },
  };
}

function choicesOf(at: {
  readonly draft: CommandDraft;
  readonly name: string;
  readonly completing: Completing;
  readonly context: Pick<MessageContext, 'world' | 'guild'>;
}): CommandList {
  const { draft, name, completing } = at;
  const option = optionOf(draft, name);
  const completed = option?.autocomplete === true;
  const own = option === null ? null : ownChoices(option, at.context.world, at.context.guild);
  const choices = completed ? completedChoices(completing) : ownMatching(own, draft, name);
  const pending = completed && completing.state === 'pending';
  return {
    kind: 'choice-picker',
    heading: name,
    about: option?.description ?? '',
    empty: !completed && own === null ? '' : pending ? 'Loading options…' : 'No options match your search.',
    items: choices.map(({ label, value }) => ({ ...bare, id: String(value), label })),
    pick(index) {
      const choice = choices[index];
      return choice === undefined ? null : setValue(draft, name, { kind: 'choice', ...choice });
    },
  };
}

function completedChoices(completing: Completing): readonly OptionChoice[] {
  if (completing.state === 'pending') return [];
  return completing.choices.map(({ name, value }) => ({ label: name, value }));
}

function ownMatching(own: readonly OptionChoice[] | null, draft: CommandDraft, name: string): readonly OptionChoice[] {
  const value = draft.values.get(name);
  return matchChoices(own ?? [], value?.kind === 'text' ? value.text : '');
}

const bare = { detail: '', aside: '', image: null };
