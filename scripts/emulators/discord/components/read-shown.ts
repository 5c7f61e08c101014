import { compact } from '../core/compact.ts';
import type { Field } from '../core/form.ts';
import type { WireComponent, WireMedia } from '../face/wire.ts';
import type { ComponentScope } from './component-scope.ts';

// The components that only show something: texts, pictures, files, lines.

export function readText(field: Field, scope: ComponentScope): Partial<WireComponent> {
  const content = field.get('content').text({ min: 1, max: 4000, required: true });
  if (content !== undefined) scope.text(content);
  return compact({ content });
}

export function readThumbnail(field: Field, scope: ComponentScope): Partial<WireComponent> {
  return compact({
    media: readMedia(field.get('media'), scope),
    description: field.get('description').text({ max: 1024 }),
    spoiler: field.get('spoiler').truth(),
  });
}

export function readGallery(field: Field, scope: ComponentScope): Partial<WireComponent> {
  const items = field.get('items').items({ min: 1, max: 10, required: true });
  return {
    items: items.flatMap((item) => {
      const media = readMedia(item.get('media'), scope);
      if (!media) return [];
      const description = item.get('description').text({ max: 1024 });
      return [compact({ media, description, spoiler: item.get('spoiler').truth() })];
    }),
  };
}

export function readFile(field: Field, scope: ComponentScope): Partial<WireComponent> {
  return compact({ file: readMedia(field.get('file'), scope, true), spoiler: field.get('spoiler').truth() });
}

export function readSeparator(field: Field): Partial<WireComponent> {
  return {
    divider: field.get('divider').truth() ?? true,
    spacing: field.get('spacing').integer({ min: 1, max: 2 }) ?? 1,
  };
}

function readMedia(field: Field, scope: ComponentScope, onlyAttachments = false): WireMedia | undefined {
  if (!field.isObject(true)) return undefined;
  const url = scope.media(field.get('url'), onlyAttachments);
  return url === undefined ? undefined : { url };
}
