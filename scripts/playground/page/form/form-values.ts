import type { UploadReference, WireComponent } from '../../protocol.ts';
import { asUploads, type StagedFile } from '../composer/staged-file.ts';

/** What stands in one field of a form. */
export type FieldValue = string | boolean | readonly string[] | readonly StagedFile[];

export type FieldValues = ReadonlyMap<string, FieldValue>;

/** A field with what its label says. */
export interface Field {
  readonly customId: string;
  readonly component: WireComponent;
  readonly label: string;
  readonly description: string;
}

/** The fields of a form in order, whether in Labels or in the older rows. */
export function fieldsOf(components: readonly WireComponent[]): readonly Field[] {
  return components.flatMap((part): readonly Field[] => {
    if (part.type === 18 && part.component !== undefined) {
      return [fieldOf(part.component, part.label ?? '', part.description ?? '')];
    }
    if (part.type === 1) return (part.components ?? []).map((inner) => fieldOf(inner, inner.label ?? '', ''));
    return [];
  });
}

function fieldOf(component: WireComponent, label: string, description: string): Field {
  return { customId: component.custom_id ?? '', component, label, description };
}

/** What a form holds before anybody touches it. */
export function initialValues(fields: readonly Field[]): FieldValues {
  return new Map(fields.map((field) => [field.customId, initialValue(field.component)]));
}

function initialValue(component: WireComponent): FieldValue {
  const preset = (component.options ?? []).filter((option) => option.default === true).map((option) => option.value);
  switch (component.type) {
    case 4:
      return component.value ?? '';
    case 19:
      return [];
    case 21:
      return preset[0] ?? '';
    case 23:
      return component.default === true;
    case 3:
    case 22:
      return preset;
    default:
      return (component.default_values ?? []).map((one) => one.id);
  }
}

/** Why this field cannot be sent; null: it can. Discord's client says the same before the bot hears of it. */
export function faultOf(field: Field, value: FieldValue | undefined): string | null {
  const { component } = field;
  const required = component.required !== false;
  if (typeof value === 'boolean') return null;
  const length = value?.length ?? 0;
  if (length === 0) return required ? 'This field is required' : null;
  if (typeof value === 'string') {
    if (length < (component.min_length ?? 0)) return `Must be ${component.min_length} or more in length.`;
    if (length > (component.max_length ?? 4000)) return `Must be ${component.max_length} or fewer in length.`;
    return null;
  }
  if (length < (component.min_values ?? 1)) return `Choose at least ${component.min_values ?? 1}.`;
  if (length > (component.max_values ?? 1)) return `Choose at most ${component.max_values ?? 1}.`;
  return null;
}

/** The values as they are sent, with files as parts of the body. Empty optional fields are sent empty. */
export function submission(
  fields: readonly Field[],
  values: FieldValues,
): {
  readonly values: { readonly [customId: string]: string | boolean | readonly string[] | readonly UploadReference[] };
  readonly files: ReadonlyMap<string, File>;
} {
  const files = new Map<string, File>();
  const sent: Record<string, string | boolean | readonly string[] | readonly UploadReference[]> = {};
  for (const [index, { customId, component }] of fields.entries()) {
    const value = values.get(customId);
    if (value === undefined || (component.type === 21 && value === '')) continue;
    if (typeof value === 'string' || typeof value === 'boolean') {
      sent[customId] = value;
      continue;
    }
    const uploads = asUploads(
      value.filter((one) => typeof one === 'object'),
      `field${index}-`,
    );
    for (const [part, file] of uploads.parts) files.set(part, file);
    sent[customId] = component.type === 19 ? uploads.references : value.filter((one) => typeof one === 'string');
  }
  return { values: sent, files };
}
