import { ApplicationCommandOptionType, ApplicationCommandType, ComponentType, InteractionType } from 'discord.js';
import { actions, commands } from '../../../commands/index.ts';
import type { Action } from '../../../src/discord/kit/action.ts';
import type { Command, Leaf } from '../../../src/discord/kit/command.ts';
import type { CustomIdKind } from '../../../src/discord/kit/custom-id.ts';
import type { OptionDeclaration } from '../../../src/discord/kit/option.ts';
import { attachment, bot, channel, guild, message, user } from '../../discord/payloads.ts';
import type { Forged } from './forge.ts';

const picture = attachment('1000000000000000200', 'cat.png', { content_type: 'image/png' });
export const job = '1440000000000000001';
export const version = `${job}-0-0`;
export const character = '1440000000000000007';

/** By what each kind is about, where that is not a job. */
const subjects: Readonly<Partial<Record<CustomIdKind, string>>> = {
  ...subject(version, ['edit', 'again', 'undo', 'more', 'what-changed', 'keep-rest', 'start-over', 'start-over-form']),
  ...subject(version, ['edit-which', 'use', 'vary', 'vary-which', 'vary-subtle', 'vary-strong']),
  ...subject(version, ['upscale-2k', 'upscale-4k']),
  ...subject(version, ['full', 'edit-form', 'use-as-character', 'keep-sheet', 'more-of', 'recipe', 'send-to-me']),
  ...subject(version, ['spoiler', 'delete-version', 'delete-version-now', 'keep-version']),
  ...subject('1', ['limits-page', 'quota-page', 'history-page', 'channels-page', 'roles-page', 'models-page']),
  ...subject('1', ['trusted-page', 'characters-page', 'help-page', 'blocklist-page']),
  ...subject('rules', ['panel']),
  ...subject('threads.1', ['panel-set']),
  ...subject('older.5', ['history-at']),
  ...subject('version', ['history-continue']),
  ...subject('blocklist', ['panel-form']),
  ...subject(character, ['sheet']),
};

const selects: Readonly<Partial<Record<CustomIdKind, string>>> = {
  'history-at': 'jump',
  'history-continue': 'version',
};

function subject(about: string, kinds: readonly CustomIdKind[]) {
  return Object.fromEntries(kinds.map((kind) => [kind, about]));
}

/** Everything that somebody may send, by a name for it: `/server limit set`, `button edit`. */
export const everything = (): ReadonlyMap<string, Forged> =>
  new Map([
    ...commands.flatMap(commandsOf),
    ...actions.map((action) => [`${action.on} ${action.kind}`, acted(action)] as const),
  ]);

/** Each option that completes, being typed with nothing in it, by the same name and its own. */
export const completions = (): ReadonlyMap<string, Forged> =>
  new Map(
    commands.flatMap((command) =>
      command.kind === 'slash'
        ? [...command.leaves].flatMap(([path, leaf]) =>
            Object.keys(leaf.complete).map(
              (name) =>
                [
                  `/${command.declaration.name} ${path}: ${name}`,
                  completing(command.declaration.name, path, [
                    { ...option(optionTypes.string, name, ''), focused: true },
                  ]),
                ] as const,
            ),
          )
        : [],
    ),
  );

export const completing = (name: string, path: string, options: readonly object[]): Forged => ({
  ...slash(name, path, options),
  type: InteractionType.ApplicationCommandAutocomplete,
});

const choosing: Readonly<Record<string, readonly object[]>> = {
  'defaults set': [option(ApplicationCommandOptionType.String, 'model', 'gpt-image-2')],
  'server defaults set': [option(ApplicationCommandOptionType.Boolean, 'spoiler', true)],
  'server log': [option(ApplicationCommandOptionType.Boolean, 'off', true)],
  'server audit': [option(ApplicationCommandOptionType.Boolean, 'off', true)],
};

function commandsOf(command: Command): readonly (readonly [string, Forged])[] {
  const { name } = command.declaration;
  if (command.kind === 'slash') {
    return [...command.leaves].map(([path, leaf]) => {
      const whole = `${name} ${path}`.trim();
      return [`/${whole}`, slash(name, path, [...requiredBy(leaf), ...(choosing[whole] ?? [])])];
    });
  }
  const target = message({ attachments: [picture] });
  const resolved = { messages: { [target.id]: target } };
  const data = { id: '1', type: ApplicationCommandType.Message, name, target_id: target.id, resolved };
  return [[`message ${name}`, { type: InteractionType.ApplicationCommand, data }]];
}

/** A slash command with these options, by the path to its leaf. */
export function slash(name: string, path: string, options: readonly object[], more: object = {}): Forged {
  const names = path.split(' ').filter((each) => each !== '');
  const nested = names.reduceRight<readonly object[]>((inner, each, depth) => {
    const isGroup = depth < names.length - 1;
    const type = isGroup ? ApplicationCommandOptionType.SubcommandGroup : ApplicationCommandOptionType.Subcommand;
    return [{ type, name: each, options: inner }];
  }, options);
  const resolved = {
    attachments: { [picture.id]: picture },
    channels: { [channel]: { id: channel, guild_id: guild, type: 0, permissions: '3072', app_permissions: '3072' } },
  };
  const data = { id: '1', type: ApplicationCommandType.ChatInput, name, options: nested, resolved, ...more };
  return { type: InteractionType.ApplicationCommand, data };
}

/** What has to be said, said. */
export const requiredBy = ({ options }: Leaf): readonly object[] =>
  Object.entries(options).flatMap(([name, each]) =>
    each.required ? [option(optionTypes[each.type], name, aValue(each))] : [],
  );

export const optionTypes = {
  string: ApplicationCommandOptionType.String,
  integer: ApplicationCommandOptionType.Integer,
  number: ApplicationCommandOptionType.Number,
  boolean: ApplicationCommandOptionType.Boolean,
  user: ApplicationCommandOptionType.User,
  role: ApplicationCommandOptionType.Role,
  channel: ApplicationCommandOptionType.Channel,
  attachment: ApplicationCommandOptionType.Attachment,
} as const satisfies Readonly<Record<OptionDeclaration['type'], ApplicationCommandOptionType>>;

export function option(type: ApplicationCommandOptionType, name: string, value: unknown) {
  return { type, name, value };
}

/** One that Discord would take. */
export function aValue(declaration: OptionDeclaration): string | number | boolean {
  switch (declaration.type) {
    case 'string':
      return declaration.choices?.[0] ?? 'Luna';
    case 'integer':
    case 'number':
      return declaration.min ?? 1;
    case 'boolean':
      return true;
    case 'user':
      return '1000000000000000003';
    case 'role':
      return '1000000000000000020';
    case 'channel':
      return channel;
    case 'attachment':
      return picture.id;
    default:
      return declaration satisfies never;
  }
}

function acted({ on, kind }: Action): Forged {
  if (on === 'select') return pressed(`v1:${kind}:${selects[kind] ?? 'replies'}`, ['ask']);
  const customId = `v1:${kind}:${subjects[kind] ?? job}`;
  return on === 'form' ? filledIn(customId, fields) : pressed(customId);
}

/** A button, or a select where values are chosen, under a message of the bot that shows the version. */
export function pressed(customId: unknown, values?: readonly unknown[]): Forged {
  const shown = { type: ComponentType.Button, style: 2, label: 'Edit', custom_id: `v1:edit:${version}` };
  const under = message({
    author: user(bot, { bot: true }),
    components: [{ type: ComponentType.ActionRow, components: [shown] }] as never,
  });
  const data =
    values === undefined
      ? { component_type: ComponentType.Button, custom_id: customId }
      : { component_type: ComponentType.StringSelect, custom_id: customId, values };
  return { type: InteractionType.MessageComponent, message: under, data } as Forged;
}

/** A form with these fields, each in a label. */
export function filledIn(customId: unknown, components: readonly object[]): Forged {
  const resolved = { attachments: { [picture.id]: picture } };
  const labels = components.map((component) => ({ type: ComponentType.Label, id: 1, component }));
  return { type: InteractionType.ModalSubmit, data: { custom_id: customId, components: labels, resolved } };
}

/** Of all forms together. */
const fields = [
  { type: ComponentType.TextInput, id: 2, custom_id: 'prompt', value: 'a cat' },
  { type: ComponentType.TextInput, id: 3, custom_id: 'name', value: 'Luna' },
  { type: ComponentType.RadioGroup, id: 4, custom_id: 'what', value: 'invented' },
];
