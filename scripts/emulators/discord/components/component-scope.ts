import { DiscordError } from '../core/discord-error.ts';
import type { Field } from '../core/form.ts';

/** Where components stand decides which are allowed. */
export type Surface = 'message' | 'message v2' | 'modal';

/** What is counted over a whole message or form (reference, section 4). */
export interface ComponentScope {
  readonly surface: Surface;
  /** Notes a duplicate. */
  customId(field: Field): string | undefined;
  /** Every component counts, nested ones too. */
  component(): void;
  text(content: string): void;
  /** Checks an address: http(s), or `attachment://` of a file that the message holds. */
  media(field: Field, onlyAttachments?: boolean): string | undefined;
  /** The limits over all of them. */
  finish(components: Field): void;
}

export function createComponentScope(surface: Surface, holdsFile: (name: string) => boolean): ComponentScope {
  const customIds = new Set<string>();
  let components = 0;
  let media = 0;
  let characters = 0;
  let bytes = 0;
  return {
    surface,
    customId(field) {
      const id = field.text({ min: 1, max: 100, required: true });
      if (id === undefined) return undefined;
      if (customIds.has(id)) field.note('COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated');
      customIds.add(id);
      return id;
    },
    component() {
      components += 1;
    },
    text(content) {
      characters += [...content].length;
      bytes += Buffer.byteLength(content);
    },
    media(field, onlyAttachments = false) {
      media += 1;
      const url = field.text({ max: 2048, required: true });
      if (url === undefined) return undefined;
      if (url.startsWith('attachment://')) {
        if (!holdsFile(url.slice('attachment://'.length))) {
          field.note('UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND', 'The referenced attachment was not found.');
        }
      } else if (onlyAttachments || !/^https?:\/\//.test(url)) {
        field.note('URL_TYPE_INVALID_SCHEME', 'Scheme must be one of (attachment, http, https).');
      }
      return url;
    },
    finish(field) {
      if (surface === 'message v2' && components > 40) {
        field.note('COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED', 'Must be 40 or fewer components in total.');
      }
      // #8562: 4000 characters over all text displays, not only in each.
      if (characters > 4000) {
        field.note(
          'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
          'Must be 4000 or fewer in length over all text displays.',
        );
      }
      // #8554 and #7528: Discord itself breaks on these, with no words.
      else if (bytes > 10_170 || media > 64) throw new DiscordError(500, 0, '500: Internal Server Error');
    },
  };
}
