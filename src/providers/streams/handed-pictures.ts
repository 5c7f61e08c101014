import { z } from 'zod';
import type { HandedPicture } from './keep-pictures.ts';

// Vendors agree that a picture is an address or base64, and on the names of both; relays put them where they like
// (reference, 5.1, 5.3, 5.6 and 7.2).

/** The fields that may hold a picture, inside or as an address; whatever else is long is not read. */
export const pictureFields: readonly string[] = ['b64_json', 'url', 'image_url', 'data', 'images'];

/** The pictures of a whole answer: those that it lists, else its own. Undefined where it says nothing about pictures. */
export const picturesOfAnswer = (answer: unknown): readonly HandedPicture[] | undefined =>
  listedPictures(answer) ?? ownPicture(answer);

/** Those under `data` or `images`: a list, one alone, or a list within. Empty where it lists none. */
export function listedPictures(answer: unknown): readonly HandedPicture[] | undefined {
  const { data, images } = answerSchema.safeParse(answer).data ?? {};
  return picturesUnder(data) ?? picturesUnder(images);
}

/** The picture of one item. A bare text is one where it can be nothing else. */
export function pictureOf(item: unknown): HandedPicture | undefined {
  if (typeof item === 'string') return isTelling(item) ? fromAddress(item) : undefined;
  const { url, image_url: imageUrl, b64_json: base64, revised_prompt } = itemSchema.safeParse(item).data ?? {};
  const where = url || imageUrl;
  const picture = where ? fromAddress(where) : base64 ? fromBase64(base64) : undefined;
  return picture === undefined || !revised_prompt ? picture : { ...picture, revisedPrompt: revised_prompt };
}

const isTelling = (text: string) => isAddress.test(text) || signatures.test(text) || inline(text) !== undefined;

const isAddress = /^https?:\/\//i;

/** What stands where an address should. */
export function fromAddress(text: string): HandedPicture {
  return inline(text) ?? (signatures.test(text) ? { kind: 'base64', text } : { kind: 'address', url: text });
}

const fromBase64 = (text: string): HandedPicture =>
  inline(text) ?? (isAddress.test(text) ? { kind: 'address', url: text } : { kind: 'base64', text });

/** Base64 may carry a `data:` prefix, and stand where an address is expected. */
function inline(text: string): HandedPicture | undefined {
  const prefix = /^data:[^,]{0,200},/i.exec(text.slice(0, 210));
  return prefix === null ? undefined : { kind: 'base64', text: text.slice(prefix[0].length) };
}

/** How PNG, JPEG, WebP and GIF begin in base64, plain or URL-safe. */
const signatures = /^(iVBORw0KGgo|[/_]9j[/_-]|UklGR|R0lGOD)/;

function picturesUnder(place: unknown): readonly HandedPicture[] | undefined {
  const list = listSchema.safeParse(place).data;
  // We ask for one: nobody reads thousands.
  if (list !== undefined) return list.slice(0, mostPictures).flatMap((item) => pictureOf(item) ?? []);
  return ownPicture(place);
}

function ownPicture(item: unknown): readonly HandedPicture[] | undefined {
  const picture = pictureOf(item);
  return picture === undefined ? undefined : [picture];
}

/** More than any vendor makes at once. */
const mostPictures = 16;

/** Whatever is not of the expected type is taken for missing: a vendor's surprise in one field costs that field alone. */
const text = z.string().nullish().catch(undefined);

/** `image_url` is an object with an address in the shape of chats. */
const address = z
  .union([z.string(), z.object({ url: z.string() }).transform(({ url }) => url)])
  .nullish()
  .catch(undefined);

const itemSchema = z.object({ url: address, image_url: address, b64_json: text, revised_prompt: text });

const answerSchema = z.object({ data: z.unknown().optional(), images: z.unknown().optional() });

/** Flat or nested, both documented (reference, 5.3). */
const listSchema = z.union([
  z.array(z.unknown()),
  z.object({ data: z.array(z.unknown()) }).transform(({ data }) => data),
]);
