import { compact } from '../core/compact.ts';
import type { Field } from '../core/form.ts';
import type { WireCommand, WireCommandOption } from '../face/wire.ts';
import { COMMAND_NAME } from './command-name.ts';
import { readLocalizations } from './read-localizations.ts';
import { readOptions } from './read-option.ts';

/** A declaration before Discord gives it an id and a version. */
export type CommandDeclaration = Omit<WireCommand, 'id' | 'application_id' | 'version' | 'guild_id'>;

const SLASH = 1;

/** Reads one declaration by the limits of reference section 3. */
export function readCommand(field: Field, scope: 'global' | 'guild'): CommandDeclaration {
  const type = field.get('type').integer({ min: 1, max: 3 }) ?? SLASH;
  const name = type === SLASH ? readName(field.get('name')) : readMenuName(field.get('name'));
  const options = type === SLASH ? readOptions(field.get('options'), 0) : refuseOptions(field);
  const declaration: CommandDeclaration = {
    type,
    name,
    name_localizations: readLocalizations(field.get('name_localizations'), 32),
    description: readDescription(field.get('description'), type),
    description_localizations: readLocalizations(field.get('description_localizations'), 100),
    ...(options.length > 0 ? { options } : {}),
    default_member_permissions: readPermissions(field.get('default_member_permissions')),
    ...readPlaces(field, scope),
    nsfw: field.get('nsfw').truth() ?? false,
  };
  if (sizeOf(declaration) > 8000) field.note('APPLICATION_COMMAND_TOO_LARGE', 'Command exceeds maximum size (8000)');
  return declaration;
}

function readName(field: Field): string {
  const name = field.text({ required: true });
  if (name === undefined) return '';
  if (!COMMAND_NAME.test(name) || name !== name.toLowerCase()) {
    field.note('APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
  }
  return name;
}

function readMenuName(field: Field): string {
  return field.text({ min: 1, max: 32, required: true }) ?? '';
}

function readDescription(field: Field, type: number): string {
  if (type === SLASH) return field.text({ min: 1, max: 100, required: true }) ?? '';
  if (field.present && field.value !== '') {
    field.note('APPLICATION_COMMAND_DESCRIPTION_INVALID', 'Context menu commands cannot have description');
  }
  return '';
}

function refuseOptions(field: Field): readonly WireCommandOption[] {
  if (field.get('options').items().length > 0) {
    field.get('options').note('APPLICATION_COMMAND_OPTIONS_INVALID', 'Context menu commands cannot have options');
  }
  return [];
}

/** A bitset as string; a number is taken, too, and comes back as a string. */
function readPermissions(field: Field): string | null {
  if (!field.present) return null;
  const given = String(field.value);
  if (/^\d{1,20}$/.test(given)) return BigInt(given).toString();
  field.note('BITFIELD_TYPE_CONVERT', 'Value is not a bitfield.');
  return null;
}

/** `contexts` and `integration_types` are for global commands only. */
function readPlaces(field: Field, scope: 'global' | 'guild'): Pick<WireCommand, 'contexts' | 'integration_types'> {
  const read = (key: string, most: number): readonly number[] | null => {
    const list = field.get(key);
    if (!list.present) return null;
    const values = list.items({ min: 1 }).flatMap((item) => item.integer({ min: 0, max: most, required: true }) ?? []);
    return [...new Set(values)].sort((left, right) => left - right);
  };
  const contexts = read('contexts', 2);
  const integrationTypes = read('integration_types', 1);
  if (scope === 'guild') return { contexts: null, integration_types: [0] };
  return { contexts, integration_types: integrationTypes ?? [0] };
}

/** Names, descriptions and choice values, each with its longest localization, over the whole command. */
function sizeOf(part: CommandDeclaration | WireCommandOption): number {
  const longest = (text: string, localizations: { readonly [locale: string]: string } | null | undefined): number =>
    Math.max(text.length, ...Object.values(localizations ?? {}).map(({ length }) => length));
  const { choices = [] } = compact({ choices: 'choices' in part ? part.choices : undefined });
  return (
    longest(part.name, part.name_localizations) +
    longest(part.description, part.description_localizations) +
    choices.reduce(
      (sum, { name, name_localizations: localized, value }) => sum + longest(name, localized) + String(value).length,
      0,
    ) +
    (part.options ?? []).reduce((sum, option) => sum + sizeOf(option), 0)
  );
}
