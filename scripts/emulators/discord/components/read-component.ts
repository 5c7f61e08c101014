import { compact } from '../core/compact.ts';
import type { Field } from '../core/form.ts';
import type { WireComponent } from '../face/wire.ts';
import type { ComponentScope } from './component-scope.ts';
import {
  readButton,
  readCheckbox,
  readCheckboxGroup,
  readEntitySelect,
  readFileUpload,
  readRadioGroup,
  readStringSelect,
  readTextInput,
} from './read-input.ts';
import { readFile, readGallery, readSeparator, readText, readThumbnail } from './read-shown.ts';

const BUTTON = 2;
const SELECTS = [3, 5, 6, 7, 8];
const IN_CONTAINER = [1, 9, 10, 12, 13, 14];
const IN_LABEL = [3, 4, 5, 6, 7, 8, 19, 21, 22, 23];
const AT_THE_TOP = {
  message: [1],
  'message v2': [1, 9, 10, 12, 13, 14, 17],
  modal: [1, 10, 18],
} as const;

/** Reads a message's or form's `components`, by the limits of reference section 4. Unknown keys are dropped. */
export function readComponents(field: Field, scope: ComponentScope): readonly WireComponent[] {
  // Components V2 have no top-level limit; legacy messages and forms hold five.
  const items = field.items(scope.surface === 'message v2' ? {} : { max: 5 });
  const components = readAll(items, AT_THE_TOP[scope.surface], scope);
  scope.finish(field);
  return numbered(components);
}

function readAll(items: readonly Field[], allowed: readonly number[], scope: ComponentScope): readonly WireComponent[] {
  return items.flatMap((item) => readOne(item, allowed, scope) ?? []);
}

function readOne(field: Field, allowed: readonly number[], scope: ComponentScope): WireComponent | undefined {
  if (!field.isObject(true)) return undefined;
  const type = field.get('type').integer({ required: true });
  if (type === undefined) return undefined;
  if (!allowed.includes(type)) {
    field.get('type').note('UNION_TYPE_CHOICES', `Value of field "type" must be one of (${allowed.join(', ')},).`);
    return undefined;
  }
  scope.component();
  const id = field.get('id').integer({ min: 0, max: 2 ** 31 - 1 });
  // Zero means unset, like a missing one.
  return { type, ...(id ? { id } : {}), ...readBody(type, field, scope) };
}

function readBody(type: number, field: Field, scope: ComponentScope): Partial<WireComponent> {
  switch (type) {
    case 1:
      return readRow(field, scope);
    case BUTTON:
      return readButton(field, scope);
    case 3:
      return readStringSelect(field, scope);
    case 4:
      return readTextInput(field, scope);
    case 5:
    case 6:
    case 7:
    case 8:
      return readEntitySelect(field, scope);
    case 9:
      return compact({
        components: readAll(field.get('components').items({ min: 1, max: 3, required: true }), [10], scope),
        accessory: readOne(field.get('accessory'), [BUTTON, 11], scope),
      });
    case 10:
      return readText(field, scope);
    case 11:
      return readThumbnail(field, scope);
    case 12:
      return readGallery(field, scope);
    case 13:
      return readFile(field, scope);
    case 14:
      return readSeparator(field);
    case 17:
      return compact({
        components: readAll(field.get('components').items({ min: 1, required: true }), IN_CONTAINER, scope),
        accent_color: field.get('accent_color').integer({ min: 0, max: 0xffffff }),
        spoiler: field.get('spoiler').truth(),
      });
    case 18:
      return compact({
        label: field.get('label').text({ min: 1, max: 45, required: true }),
        description: field.get('description').text({ max: 100 }),
        component: readOne(field.get('component'), IN_LABEL, scope),
      });
    case 19:
      return readFileUpload(field, scope);
    case 21:
      return readRadioGroup(field, scope);
    case 22:
      return readCheckboxGroup(field, scope);
    case 23:
      return readCheckbox(field, scope);
    default:
      return {};
  }
}

function readRow(field: Field, scope: ComponentScope): Partial<WireComponent> {
  const items = field.get('components').items({ min: 1, max: 5, required: true });
  const allowed = scope.surface === 'modal' ? [4] : [BUTTON, ...SELECTS];
  const components = readAll(items, allowed, scope);
  if (components.some(({ type }) => type !== BUTTON) && components.length > 1) {
    field
      .get('components')
      .note('COMPONENT_LAYOUT_WIDTH_EXCEEDED', 'The specified component exceeds the maximum width');
  }
  return { components };
}

/** Discord numbers components that came without an id, in order. */
function numbered(components: readonly WireComponent[]): readonly WireComponent[] {
  let next = 1;
  const number = (component: WireComponent): WireComponent => ({
    ...component,
    id: component.id ?? next++,
    ...(component.components ? { components: component.components.map(number) } : {}),
    ...(component.accessory ? { accessory: number(component.accessory) } : {}),
    ...(component.component ? { component: number(component.component) } : {}),
  });
  return components.map(number);
}
