import { compact } from '../core/compact.ts';
import type { Field } from '../core/form.ts';
import type { WireEmbed, WireMedia } from '../face/wire.ts';

/** Reads `embeds` by their limits: ten, each part's length, and 6000 characters over all of them (reference, section 4). */
export function readEmbeds(field: Field): readonly WireEmbed[] {
  const embeds = field.items({ max: 10 }).flatMap((item) => (item.isObject(true) ? [readEmbed(item)] : []));
  const total = embeds.reduce((sum, embed) => sum + lengthOf(embed), 0);
  if (total > 6000) field.note('MAX_EMBED_SIZE_EXCEEDED', 'Embed size exceeds maximum size of 6000');
  return embeds;
}

function readEmbed(field: Field): WireEmbed {
  const fields = field
    .get('fields')
    .items({ max: 25 })
    .map((item) =>
      compact({
        name: item.get('name').text({ min: 1, max: 256, required: true }) ?? '',
        value: item.get('value').text({ min: 1, max: 1024, required: true }) ?? '',
        inline: item.get('inline').truth(),
      }),
    );
  const footer = field.get('footer');
  const author = field.get('author');
  return compact({
    type: 'rich',
    title: field.get('title').text({ max: 256 }),
    description: field.get('description').text({ max: 4096 }),
    url: field.get('url').text({ max: 2048 }),
    timestamp: field.get('timestamp').text(),
    color: field.get('color').integer({ min: 0, max: 0xffffff }),
    footer: footer.isObject() ? { text: footer.get('text').text({ max: 2048, required: true }) ?? '' } : undefined,
    author: author.isObject() ? { name: author.get('name').text({ max: 256, required: true }) ?? '' } : undefined,
    fields: fields.length > 0 ? fields : undefined,
    image: readImage(field.get('image')),
    thumbnail: readImage(field.get('thumbnail')),
  });
}

function readImage(field: Field): WireMedia | undefined {
  if (!field.isObject()) return undefined;
  const url = field.get('url').text({ max: 2048, required: true });
  if (url === undefined) return undefined;
  if (!/^(https?|attachment):\/\//.test(url)) {
    field.get('url').note('URL_TYPE_INVALID_SCHEME', 'Scheme must be one of (http, https, attachment).');
  }
  return { url };
}

function lengthOf(embed: WireEmbed): number {
  const texts = [embed.title, embed.description, embed.footer?.text, embed.author?.name];
  const fields = (embed.fields ?? []).flatMap(({ name, value }) => [name, value]);
  return [...texts, ...fields].reduce((sum, text) => sum + [...(text ?? '')].length, 0);
}
