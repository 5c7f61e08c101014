import { describe, expect, test } from 'vitest';
import {
  addOption,
  filledOptions,
  missing,
  optionsLeft,
  placeFiles,
  removeOption,
  setValue,
  startDraft,
} from '../../scripts/playground/page/composer/command-draft.ts';
import { commandKey } from '../../scripts/playground/page/composer/command-key.ts';
import {
  matchCommands,
  type SlashCommand,
  slashCommands,
  typedOut,
} from '../../scripts/playground/page/composer/command-tree.ts';
import type { WireCommand, WireCommandOption } from '../../scripts/playground/protocol.ts';

const option = (name: string, type: number, more: Partial<WireCommandOption> = {}): WireCommandOption => ({
  name,
  type,
  description: `about ${name}`,
  ...more,
});

const registered = (name: string, type: number, options: readonly WireCommandOption[] = []): WireCommand => ({
  id: '1',
  application_id: '2',
  version: '3',
  type,
  name,
  name_localizations: null,
  description: `does ${name}`,
  description_localizations: null,
  options,
  default_member_permissions: null,
  contexts: null,
  integration_types: [0],
  nsfw: false,
});

const edit: SlashCommand = {
  name: 'edit',
  description: 'Change a picture',
  options: [
    option('prompt', 3, { required: true }),
    option('image', 11),
    option('image2', 11),
    option('quality', 3, { choices: [{ name: 'Low', value: 'low' }] }),
    option('count', 4),
    option('private', 5),
  ],
};

describe('the commands that are offered', () => {
  const commands = slashCommands([
    registered('history', 1, [option('undo', 1), option('show', 1)]),
    registered('server', 1, [option('limit', 2, { options: [option('set', 1, { options: [option('amount', 10)] })] })]),
    registered('Edit image', 3),
    registered('help', 1),
  ]);

  test('subcommands stand for themselves, and message commands elsewhere', () => {
    expect(commands.map(({ name }) => name)).toEqual(['help', 'history show', 'history undo', 'server limit set']);
    expect(commands.at(-1)?.options.map(({ name }) => name)).toEqual(['amount']);
  });

  test('what begins as typed comes before what merely contains it', () => {
    expect(matchCommands(commands, 'h').map(({ name }) => name)).toEqual(['help', 'history show', 'history undo']);
    expect(matchCommands(commands, 'show').map(({ name }) => name)).toEqual(['history show']);
  });

  test('a whole name and a space begin the command', () => {
    expect(typedOut(commands, '/history undo ')?.name).toBe('history undo');
    expect(typedOut(commands, '/history ')).toBeNull();
    expect(typedOut(commands, '/help')).toBeNull();
  });
});

describe('a command being filled in', () => {
  test('begins with what is required, and is not complete without it', () => {
    const draft = startDraft(edit);
    expect(draft.shown).toEqual(['prompt']);
    expect(missing(draft)).toEqual(['prompt']);
    expect(missing(setValue(draft, 'prompt', { kind: 'text', text: 'x' }))).toEqual([]);
  });

  test('files go to the attachment options that are free, and no further', () => {
    const files = ['a', 'b', 'c'].map((name) => new File([name], `${name}.png`));
    const draft = placeFiles(startDraft(edit), files);
    expect(draft.shown).toEqual(['prompt', 'image', 'image2']);
    const filled = filledOptions(draft);
    expect(filled.options).toEqual({ image: { upload: 'image' }, image2: { upload: 'image2' } });
    expect(filled.files.get('image2')?.name).toBe('b.png');
  });

  test('typed text is sent in the option’s own type', () => {
    const typed = Object.entries({ prompt: 'x', quality: 'low', count: '3', private: 'true' });
    const draft = typed.reduce(
      (before, [name, text]) => setValue(addOption(before, name), name, { kind: 'text', text }),
      startDraft(edit),
    );
    expect(filledOptions(draft).options).toEqual({ prompt: 'x', quality: 'low', count: 3, private: true });
  });

  test('an optional option can be taken out again, a required one is emptied', () => {
    const draft = setValue(addOption(startDraft(edit), 'count'), 'count', { kind: 'text', text: '2' });
    expect(removeOption(draft, 'count').shown).toEqual(['prompt']);
    expect(removeOption(draft, 'prompt').shown).toEqual(['prompt', 'count']);
    expect(optionsLeft(draft, 'im').map(({ name }) => name)).toEqual(['image', 'image2']);
  });
});

describe('keys on the command line', () => {
  test('Enter takes what is lit, and sends where nothing is', () => {
    expect(commandKey({ key: 'Enter', shiftKey: false }, { items: 3, active: 0, empty: false })).toBe('pick');
    expect(commandKey({ key: 'Enter', shiftKey: false }, { items: 3, active: -1, empty: true })).toBe('run');
  });

  test('Escape closes the list first, and leaves the command then', () => {
    expect(commandKey({ key: 'Escape', shiftKey: false }, { items: 1, active: 0, empty: true })).toBe('close list');
    expect(commandKey({ key: 'Escape', shiftKey: false }, { items: 0, active: 0, empty: true })).toBe('leave');
  });
});
