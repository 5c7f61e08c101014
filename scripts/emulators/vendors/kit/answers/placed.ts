/**
 * Where the pictures of an answer stand, as relays have it (reference, 7.2): `list` under `data` (the vendors' own way),
 * one `object` there, a list under `images`, a list of bare `strings`, or at the `top`.
 */
export type PictureShape = 'list' | 'object' | 'images' | 'strings' | 'top';

type Item = Readonly<Record<string, unknown>>;

export function placed(items: readonly Item[], shape: PictureShape = 'list'): Record<string, unknown> {
  const [first = {}] = items;
  switch (shape) {
    case 'list':
      return { data: items };
    case 'object':
      return { data: first };
    case 'images':
      return { images: items };
    case 'strings':
      return { data: items.map((item) => item['url'] ?? item['image_url'] ?? item['b64_json']) };
    case 'top':
      return { ...first };
    default:
      return shape satisfies never;
  }
}
