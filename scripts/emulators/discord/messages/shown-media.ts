import type { Snowflake, WireComponent, WireEmbed, WireMedia } from '../face/wire.ts';
import type { KeptFile } from '../files/file-store.ts';

/**
 * Files that an embed or a component shows are not in `attachments` (reference, section 2): finds them, and resolves
 * their media to signed addresses.
 */
export interface ShownMedia {
  readonly embeds: readonly WireEmbed[];
  readonly components: readonly WireComponent[];
  readonly shownFileIds: ReadonlySet<Snowflake>;
}

export function showMedia(
  embeds: readonly WireEmbed[],
  components: readonly WireComponent[],
  files: readonly KeptFile[],
  sign: (file: KeptFile) => string,
): ShownMedia {
  const shown = new Set<Snowflake>();
  const fileFor = (url: string): KeptFile | undefined => {
    if (url.startsWith('attachment://')) return files.find(({ name }) => `attachment://${name}` === url);
    // An address that Discord gave out for this message's own file, passed back in by an edit; it is signed anew.
    const id = /\/(?:ephemeral-)?attachments\/\d+\/(\d+)\//.exec(url)?.[1];
    return files.find((file) => file.id === id);
  };
  const resolve = (media: WireMedia): WireMedia => {
    const file = fileFor(media.url);
    if (!file) return { url: media.url, proxy_url: media.url, width: null, height: null, content_type: null };
    shown.add(file.id);
    const url = sign(file);
    const size = { width: file.width ?? null, height: file.height ?? null };
    return {
      url,
      proxy_url: url,
      ...size,
      content_type: file.contentType ?? null,
      attachment_id: file.id,
      loading_state: 2,
    };
  };
  const component = (of: WireComponent): WireComponent => ({
    ...of,
    ...(of.media ? { media: resolve(of.media) } : {}),
    ...(of.file ? fileParts(of.file, resolve, fileFor) : {}),
    ...(of.items ? { items: of.items.map((item) => ({ ...item, media: resolve(item.media) })) } : {}),
    ...(of.components ? { components: of.components.map(component) } : {}),
    ...(of.accessory ? { accessory: component(of.accessory) } : {}),
  });
  const embed = ({ image, thumbnail, ...rest }: WireEmbed): WireEmbed => ({
    ...rest,
    ...embedImage('image', image, resolve, fileFor),
    ...embedImage('thumbnail', thumbnail, resolve, fileFor),
  });
  return { embeds: embeds.map(embed), components: components.map(component), shownFileIds: shown };
}

function fileParts(
  media: WireMedia,
  resolve: (media: WireMedia) => WireMedia,
  fileFor: (url: string) => KeptFile | undefined,
): Partial<WireComponent> {
  const file = fileFor(media.url);
  return { file: resolve(media), ...(file ? { name: file.name, size: file.bytes.byteLength } : {}) };
}

/** `attachment://` in an embed takes pictures only, and one that is not there is dropped without a word. */
function embedImage(
  key: 'image' | 'thumbnail',
  media: WireMedia | undefined,
  resolve: (media: WireMedia) => WireMedia,
  fileFor: (url: string) => KeptFile | undefined,
): Partial<WireEmbed> {
  if (!media) return {};
  if (media.url.startsWith('attachment://')) {
    const file = fileFor(media.url);
    if (!file || !/\.(jpe?g|png|webp|gif)$/i.test(file.name)) return {};
  }
  return { [key]: resolve(media) };
}
