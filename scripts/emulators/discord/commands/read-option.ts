import { readFileTypes } from '../components/read-input.ts';
import { compact } from '../core/compact.ts';
import type { Field } from '../core/form.ts';
import type { WireCommandChoice, WireCommandOption } from '../face/wire.ts';
import { COMMAND_NAME } from './command-name.ts';
import { readLocalizations } from './read-localizations.ts';

export const OPTION_TYPES = {
  SUBCOMMAND: 1,
  GROUP: 2,
  STRING: 3,
  INTEGER: 4,
  BOOLEAN: 5,
  USER: 6,
  CHANNEL: 7,
  ROLE: 8,
  MENTIONABLE: 9,
  NUMBER: 10,
  ATTACHMENT: 11,
} as const;

const { SUBCOMMAND, GROUP, STRING, INTEGER, CHANNEL, NUMBER, ATTACHMENT } = OPTION_TYPES;

/** Options of a command (depth 0), of a group or subcommand: at most 25, one nesting level, required ones first (reference, section 3). */
export function readOptions(field: Field, depth: number): readonly WireCommandOption[] {
  const items = field.items({ max: 25 });
  const options = items.flatMap((item) => (item.isObject(true) ? [readOption(item, depth)] : []));
  const nested = options.filter(({ type }) => type === SUBCOMMAND || type === GROUP).length;
  if (nested > 0 && nested < options.length) {
    field.note(
      'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
      'Sub-command and sub-command group option types are mutually exclusive to all other types',
    );
  }
  const names = options.map(({ name }) => name);
  items.forEach((item, index) => {
    const option = options[index];
    if (!option) return;
    if (names.indexOf(option.name) < index) {
      item.get('name').note('APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS', 'Option name already exists');
    }
    if (option.required && options.slice(0, index).some(({ required }) => !required)) {
      item.note(
        'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        'Required options must be placed before non-required options',
      );
    }
  });
  return options;
}

function readOption(field: Field, depth: number): WireCommandOption {
  const type = field.get('type').integer({ min: SUBCOMMAND, max: ATTACHMENT, required: true }) ?? 0;
  if ((type === GROUP && depth > 0) || (type === SUBCOMMAND && depth > 1)) {
    field.get('type').note('APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', 'Nested too deeply');
  }
  const isNesting = type === SUBCOMMAND || type === GROUP;
  const nested = isNesting ? readOptions(field.get('options'), type === GROUP ? 1 : 2) : [];
  if (type === GROUP && nested.some((option) => option.type !== SUBCOMMAND)) {
    field.get('options').note('APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', 'A group holds subcommands only');
  }
  if (!isNesting && field.get('options').items().length > 0)
    field.get('options').note('APPLICATION_COMMAND_OPTIONS_INVALID', 'Only subcommands and groups have options');
  const choices = readChoices(field.get('choices'), type);
  const autocomplete = field.get('autocomplete').truth() ?? false;
  if (autocomplete && choices.length > 0) {
    field
      .get('autocomplete')
      .note('APPLICATION_COMMAND_AUTOCOMPLETE_INVALID', 'Choices and autocomplete exclude each other');
  }
  if ((autocomplete || choices.length > 0) && ![STRING, INTEGER, NUMBER].some((one) => one === type)) {
    field
      .get('type')
      .note('APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID', 'Only strings and numbers have choices or autocomplete');
  }
  return compact({
    type,
    name: readOptionName(field.get('name')),
    description: field.get('description').text({ min: 1, max: 100, required: true }) ?? '',
    name_localizations: readLocalizations(field.get('name_localizations'), 32) ?? undefined,
    description_localizations: readLocalizations(field.get('description_localizations'), 100) ?? undefined,
    // Discord's answer leaves out what is false.
    required: (!isNesting && field.get('required').truth()) || undefined,
    autocomplete: autocomplete || undefined,
    choices: choices.length > 0 ? choices : undefined,
    options: isNesting && nested.length > 0 ? nested : undefined,
    ...readLimits(field, type),
  });
}

function readOptionName(field: Field): string {
  const name = field.text({ required: true }) ?? '';
  if (!COMMAND_NAME.test(name) || name !== name.toLowerCase()) {
    field.note('APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
  }
  return name;
}

function readLimits(field: Field, type: number): Partial<WireCommandOption> {
  if (type === STRING) {
    return compact({
      min_length: field.get('min_length').integer({ min: 0, max: 6000 }),
      max_length: field.get('max_length').integer({ min: 1, max: 6000 }),
    });
  }
  if (type === INTEGER || type === NUMBER) {
    const read = (key: string): number | undefined =>
      type === INTEGER ? field.get(key).integer() : field.get(key).number();
    return compact({ min_value: read('min_value'), max_value: read('max_value') });
  }
  if (type === CHANNEL) {
    const types = field
      .get('channel_types')
      .items()
      .flatMap((item) => item.integer({ required: true }) ?? []);
    return types.length > 0 ? { channel_types: types } : {};
  }
  return type === ATTACHMENT ? compact({ file_types: readFileTypes(field.get('file_types')) }) : {};
}

function readChoices(field: Field, type: number): readonly WireCommandChoice[] {
  const seen = new Set<string>();
  return field.items({ max: 25 }).map((item) => {
    const name = item.get('name').text({ min: 1, max: 100, required: true }) ?? '';
    if (seen.has(name))
      item
        .get('name')
        .note('APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS', 'Option choice name already exists');
    seen.add(name);
    const localized = readLocalizations(item.get('name_localizations'), 100);
    const value =
      type === STRING
        ? (item.get('value').text({ min: 1, max: 100, required: true }) ?? '')
        : (item.get('value').number({ required: true }) ?? 0);
    return { name, ...(localized ? { name_localizations: localized } : {}), value };
  });
}
