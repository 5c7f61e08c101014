import { type APIMessageTopLevelComponent, type APIUnfurledMediaItem, ComponentType } from 'discord.js';

/** Something that a component shows, in the order of the page. `isShown`: as a picture; else as a file to open. */
export interface ShownMedia {
  readonly media: Pick<APIUnfurledMediaItem, 'url' | 'proxy_url' | 'content_type' | 'attachment_id'>;
  readonly filename?: string | undefined;
  readonly bytes?: number | undefined;
  readonly isShown: boolean;
}

/** The media of Components V2, however deep: galleries, thumbnails of sections, files, containers of them. */
export function mediaIn(components: readonly APIMessageTopLevelComponent[]): readonly ShownMedia[] {
  return components.flatMap((component): readonly ShownMedia[] => {
    switch (component.type) {
      case ComponentType.MediaGallery:
        return component.items.map(({ media }) => ({ media, isShown: true }));
      case ComponentType.Section:
        return component.accessory.type === ComponentType.Thumbnail
          ? [{ media: component.accessory.media, isShown: true }]
          : [];
      case ComponentType.File:
        return [{ media: component.file, filename: component.name, bytes: component.size, isShown: false }];
      case ComponentType.Container:
        return mediaIn(component.components);
      default:
        return [];
    }
  });
}
