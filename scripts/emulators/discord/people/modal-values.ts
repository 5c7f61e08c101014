import { ClientRefusal } from '../core/client-refusal.ts';
import type { FieldValue, ModalView, Upload } from '../face/people.ts';
import type { Json, Snowflake, WireComponent } from '../face/wire.ts';
import type { Realm } from '../realm.ts';
import type { Channel } from '../world/entities.ts';
import { json } from '../world/payloads.ts';
import { createUploader } from './uploads.ts';

export interface FilledForm {
  readonly modal: ModalView;
  readonly values: { readonly [customId: string]: FieldValue };
  readonly user: Snowflake;
  readonly channel: Channel;
}

/** A submitted form's components and what its uploads stand for, checked as the client does (reference, section 4). */
export function createModalReader(
  realm: Realm,
): (form: FilledForm) => { readonly components: readonly Json[]; readonly resolved: Json | undefined } {
  const upload = createUploader(realm);

  return ({ modal, values, user, channel }) => {
    const attachments: { [id: string]: Json } = {};
    const used = new Set<string>();
    const take = (file: Upload, fileTypes: readonly string[] | undefined): Snowflake => {
      const attachment = upload(file, { channel, user, fileTypes });
      attachments[attachment.id] = json(attachment);
      return attachment.id;
    };
    const fill = (component: WireComponent): Json => {
      const { type, id = 0, custom_id: customId = '' } = component;
      used.add(customId);
      return { type, id, custom_id: customId, ...readField(component, values[customId], take) };
    };
    const components = modal.components.map((part): Json => {
      const { type, id = 0 } = part;
      if (part.component) return { type, id, component: fill(part.component) };
      if (part.components) return { type, id, components: part.components.map(fill) };
      return { type, id };
    });
    const unknown = Object.keys(values).find((customId) => !used.has(customId));
    if (unknown !== undefined) throw new ClientRefusal(`The form has no field "${unknown}"`);
    return { components, resolved: Object.keys(attachments).length > 0 ? { attachments } : undefined };
  };
}

type Take = (file: Upload, fileTypes: readonly string[] | undefined) => Snowflake;

function readField(
  component: WireComponent,
  value: FieldValue | undefined,
  take: Take,
): { readonly [key: string]: Json } {
  switch (component.type) {
    case 4:
      return { value: readText(component, value) };
    case 19: {
      const uploads = listOf<Upload>(component, value, (one) => typeof one === 'object');
      return { values: uploads.map((file) => take(file, component.file_types)) };
    }
    case 21: {
      const chosen = value ?? component.options?.find((option) => option.default)?.value ?? null;
      if (chosen === null && component.required) throw new ClientRefusal(`"${component.custom_id}" is required`);
      if (chosen !== null) checkOption(component, String(chosen));
      return { value: chosen === null ? null : String(chosen) };
    }
    case 23:
      return { value: value === undefined ? (component.default ?? false) : value === true };
    default: {
      const preset = component.options?.filter((option) => option.default).map((option) => option.value);
      const chosen = listOf<string>(component, value ?? preset, (one) => typeof one === 'string');
      if (component.options) for (const one of chosen) checkOption(component, one);
      return { values: chosen };
    }
  }
}

function readText(component: WireComponent, value: FieldValue | undefined): string {
  const { custom_id: id, required, min_length: min = 0, max_length: max = 4000 } = component;
  const text = value ?? component.value ?? '';
  if (typeof text !== 'string') throw new ClientRefusal(`"${id}" is a text`);
  if (text === '' && required) throw new ClientRefusal(`"${id}" is required`);
  const { length } = [...text];
  if (text !== '' && (length < min || length > max))
    throw new ClientRefusal(`"${id}" must be ${min} to ${max} characters long`);
  return text;
}

function listOf<T>(
  component: WireComponent,
  value: FieldValue | undefined,
  isRight: (one: unknown) => boolean,
): readonly T[] {
  const { custom_id: id, required, min_values: min = 1, max_values: max = 1 } = component;
  const list: readonly unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value];
  if (!list.every(isRight)) throw new ClientRefusal(`"${id}" takes something else`);
  // Left empty is allowed where nothing is required, whatever the minimum.
  if (list.length === 0 && !required) return [];
  if (list.length < min || list.length > max) throw new ClientRefusal(`"${id}" takes ${min} to ${max}`);
  return list as readonly T[];
}

function checkOption({ custom_id: id, options = [] }: WireComponent, value: string): void {
  if (!options.some((option) => option.value === value)) throw new ClientRefusal(`"${value}" is no option of "${id}"`);
}
