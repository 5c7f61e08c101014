import { type APIMessageTopLevelComponent, type APIUnfurledMediaItem, ComponentType } from 'discord.js';

/** Something that a component shows, in the order of the page. `isShown`: as a picture; else as a file to open. */
export interface ShownMedia {
  readonly media: Pick<APIUnfurledMediaItem, 'url' | 'proxy_url' | 'content_type' | 'attachment_id'>;
  readonly filename?: string | undefined;
  readonly bytes?: number | undefined;
  readonly isShown: boolean;
  /** It is covered until somebody wants to see it. */
  readonly spoiler: boolean;
}

/** The media of Components V2, however deep: galleries, thumbnails of sections, files, containers of them. */
export function mediaIn(components: readonly APIMessageTopLevelComponent[], isCovered = false): readonly ShownMedia[] {
  return components.flatMap((component): readonly ShownMedia[] => {
    switch (component.type) {
      case ComponentType.MediaGallery:
        return component.items.map(({ media, spoiler }) => ({
          media,
          isShown: true,
          spoiler: isCovered || spoiler === true,
        }));
      case ComponentType.Section:
        return component.accessory.type === ComponentType.Thumbnail
          ? [
              {
                media: component.accessory.media,
                isShown: true,
                spoiler: isCovered || component.accessory.spoiler === true,
              },
            ]
          : [];
      case ComponentType.File:
        return [
          {
            media: component.file,
            filename: component.name,
            bytes: component.size,
            isShown: false,
            spoiler: isCovered || component.spoiler === true,
          },
        ];
      case ComponentType.Container:
        return mediaIn(component.components, isCovered || component.spoiler === true);
      default:
        return [];
    }
  });
}
