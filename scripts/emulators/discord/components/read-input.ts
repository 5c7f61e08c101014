import { compact } from '../core/compact.ts';
import type { Field } from '../core/form.ts';
import type { WireComponent, WireEmoji, WireSelectOption } from '../face/wire.ts';
import type { ComponentScope } from './component-scope.ts';

// The components that a person presses, chooses from or fills in.

const LINK = 5;
const PREMIUM = 6;

export function readButton(field: Field, scope: ComponentScope): Partial<WireComponent> {
  const style = field.get('style').integer({ min: 1, max: PREMIUM, required: true });
  const label = field.get('label').text({ max: 80 });
  const emoji = readEmoji(field.get('emoji'));
  const base = { style, disabled: field.get('disabled').truth() };
  if (style === PREMIUM) return compact({ ...base, sku_id: field.get('sku_id').text({ required: true }) });
  if (!label && !emoji) field.get('label').note('BASE_TYPE_REQUIRED', 'A button needs a label or an emoji');
  if (style !== LINK) {
    if (field.get('url').present) field.get('url').note('COMPONENT_URL_NOT_ALLOWED', 'Only link buttons have a url');
    return compact({ ...base, label, emoji, custom_id: scope.customId(field.get('custom_id')) });
  }
  if (field.get('custom_id').present) {
    field.get('custom_id').note('COMPONENT_CUSTOM_ID_NOT_ALLOWED', 'A custom id and url cannot both be specified');
  }
  return compact({ ...base, label, emoji, url: field.get('url').text({ min: 1, max: 512, required: true }) });
}

export function readStringSelect(field: Field, scope: ComponentScope): Partial<WireComponent> {
  const options = readOptions(field, 1, 25);
  const range = readRange(field, 25);
  if ((range.max_values ?? 1) > options.length) {
    field.get('max_values').note('BASE_TYPE_BAD_LENGTH', 'Must not be more than the number of options.');
  }
  return { ...readSelectBase(field, scope), ...range, options };
}

export function readEntitySelect(field: Field, scope: ComponentScope): Partial<WireComponent> {
  const channelTypes = field
    .get('channel_types')
    .items()
    .flatMap((item) => item.integer() ?? []);
  const chosen = field.get('default_values').items({ max: 25 });
  const defaults = chosen.map((item) => ({
    id: item.get('id').text({ required: true }) ?? '',
    type: item.get('type').text({ required: true }) ?? '',
  }));
  return {
    ...readSelectBase(field, scope),
    ...readRange(field, 25),
    ...(channelTypes.length > 0 ? { channel_types: channelTypes } : {}),
    ...(defaults.length > 0 ? { default_values: defaults } : {}),
  };
}

export function readTextInput(field: Field, scope: ComponentScope): Partial<WireComponent> {
  const inLabel = field.path.at(-1) === 'component';
  const label = field.get('label');
  // A Label names it; the deprecated row form names itself.
  if (inLabel && label.present)
    label.note('TEXT_INPUT_LABEL_NOT_ALLOWED', 'A text input in a Label has no label of its own');
  const limits = { min_length: field.get('min_length'), max_length: field.get('max_length') };
  return compact({
    custom_id: scope.customId(field.get('custom_id')),
    style: field.get('style').integer({ min: 1, max: 2, required: true }),
    label: inLabel ? undefined : label.text({ min: 1, max: 45, required: true }),
    min_length: limits.min_length.integer({ min: 0, max: 4000 }),
    max_length: limits.max_length.integer({ min: 1, max: 4000 }),
    required: field.get('required').truth() ?? true,
    value: field.get('value').text({ max: 4000 }),
    placeholder: field.get('placeholder').text({ max: 100 }),
  });
}

export function readFileUpload(field: Field, scope: ComponentScope): Partial<WireComponent> {
  const fileTypes = readFileTypes(field.get('file_types'));
  return compact({
    custom_id: scope.customId(field.get('custom_id')),
    ...readRange(field, 10),
    ...readRequired(field),
    file_types: fileTypes,
  });
}

export function readRadioGroup(field: Field, scope: ComponentScope): Partial<WireComponent> {
  return compact({
    custom_id: scope.customId(field.get('custom_id')),
    options: readOptions(field, 2, 10),
    required: field.get('required').truth() ?? true,
  });
}

export function readCheckboxGroup(field: Field, scope: ComponentScope): Partial<WireComponent> {
  return compact({
    custom_id: scope.customId(field.get('custom_id')),
    options: readOptions(field, 1, 10),
    ...readRange(field, 10),
    ...readRequired(field),
  });
}

export function readCheckbox(field: Field, scope: ComponentScope): Partial<WireComponent> {
  return compact({ custom_id: scope.customId(field.get('custom_id')), default: field.get('default').truth() });
}

/** `image`, `video`, `audio` or an ending, at most ten (reference, section 2). */
export function readFileTypes(field: Field): readonly string[] | undefined {
  if (!field.present) return undefined;
  return field.items({ min: 1, max: 10 }).flatMap((item) => {
    const type = item.text({ required: true });
    if (type !== undefined && !/^(image|video|audio|\.[a-z0-9]{1,16})$/i.test(type)) {
      item.note('BASE_TYPE_CHOICES', 'Must be image, video, audio or an extension that begins with a dot.');
    }
    return type ?? [];
  });
}

function readSelectBase(field: Field, scope: ComponentScope): Partial<WireComponent> {
  const disabled = field.get('disabled').truth();
  if (disabled && scope.surface === 'modal') field.get('disabled').note('BASE_TYPE_INVALID', 'Not allowed in modals.');
  return compact({
    custom_id: scope.customId(field.get('custom_id')),
    placeholder: field.get('placeholder').text({ max: 150 }),
    disabled,
    ...(scope.surface === 'modal' ? readRequired(field) : {}),
  });
}

function readRange(field: Field, most: number): { min_values?: number; max_values?: number } {
  const min = field.get('min_values').integer({ min: 0, max: most });
  const max = field.get('max_values').integer({ min: 1, max: most });
  if ((min ?? 1) > (max ?? Math.max(1, min ?? 1)))
    field.get('min_values').note('BASE_TYPE_MAX', 'Must not be more than max_values.');
  return compact({ min_values: min, max_values: max });
}

/** `min_values: 0` needs `required: false` (reference, section 4). */
function readRequired(field: Field): { required: boolean } {
  const required = field.get('required').truth() ?? true;
  if (required && field.get('min_values').value === 0) {
    field.get('min_values').note('BASE_TYPE_MIN', 'A required component needs at least one value.');
  }
  return { required };
}

function readOptions(field: Field, min: number, max: number): readonly WireSelectOption[] {
  const seen = new Set<string>();
  return field
    .get('options')
    .items({ min, max, required: true })
    .map((item) => {
      const value = item.get('value').text({ min: 1, max: 100, required: true }) ?? '';
      if (seen.has(value))
        item
          .get('value')
          .note('SELECT_COMPONENT_OPTION_VALUE_DUPLICATED', 'The specified option value is already used');
      seen.add(value);
      return compact({
        label: item.get('label').text({ min: 1, max: 100, required: true }) ?? '',
        value,
        description: item.get('description').text({ max: 100 }),
        emoji: readEmoji(item.get('emoji')),
        default: item.get('default').truth(),
      });
    });
}

function readEmoji(field: Field): WireEmoji | undefined {
  if (!field.isObject()) return undefined;
  return compact({
    id: field.get('id').text(),
    name: field.get('name').text({ max: 100 }),
    animated: field.get('animated').truth(),
  });
}
