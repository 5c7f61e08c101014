import { type APIModalSubmission, ComponentType } from 'discord.js';
import type { IncomingPicture } from '../../domain/asked/image-request.ts';
import type { UserId } from '../../domain/ids.ts';
import { uploadedPicture } from './attachment.ts';
import { own } from './option-reader.ts';

/** What was filled into a form, by the custom ids of its fields. */
export interface FormFields {
  /** Undefined: no such field, or left empty. */
  text(field: string): string | undefined;
  /** The first of what was selected, or the one that was. */
  choice(field: string): string | undefined;
  /** All that was selected. */
  choices(field: string): readonly string[];
  files(field: string): readonly IncomingPicture[];
}

/**
 * Reads a form that was sent in. Fields stand in labels; older clients' rows hold text inputs only. A field that holds
 * something else than its kind does is as if it were left empty.
 */
export function readForm(data: APIModalSubmission, asker: UserId): FormFields {
  const fields = data.components.flatMap((part) => {
    if (part.type === ComponentType.Label) return [part.component];
    return part.type === ComponentType.ActionRow ? part.components : [];
  });
  const named = (field: string) => fields.find((each) => each.custom_id === field);

  return {
    text(field) {
      const found = named(field);
      return found?.type === ComponentType.TextInput ? textIn(found.value) : undefined;
    },
    choice(field) {
      const found = named(field);
      if (found?.type === ComponentType.RadioGroup) return textIn(found.value);
      return found?.type === ComponentType.StringSelect ? textsIn(found.values)[0] : undefined;
    },
    choices(field) {
      const found = named(field);
      return found?.type === ComponentType.StringSelect ? textsIn(found.values) : [];
    },
    files(field) {
      const found = named(field);
      if (found?.type !== ComponentType.FileUpload) return [];
      return textsIn(found.values).flatMap((id) => {
        const attachment = own(data.resolved?.attachments ?? {}, id);
        return attachment === undefined ? [] : [uploadedPicture(attachment, asker)];
      });
    },
  };
}

const textIn = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

const textsIn = (values: unknown): readonly string[] =>
  Array.isArray(values) ? values.filter((each) => typeof each === 'string') : [];
