import { z } from 'zod';
import { refusalByName, refusalIn } from './http/refusals/refusal-words.ts';
import type { VendorError } from './http/upstream-failure.ts';

/** An error without its envelope, as some relays have it: `{code, message}`, `{msg}`, `{detail}`. Undefined: none is there. */
export function errorAtTop(json: unknown): VendorError | undefined {
  const { code, type, message, msg, detail } = schema.safeParse(json).data ?? {};
  const said = message || msg || detail || undefined;
  return said === undefined ? undefined : { code: code || undefined, type: type || undefined, message: said };
}

/** One in an answer that calls itself a success, and is none: only where it says so in a way that we know. */
export function refusalAtTop(json: unknown): VendorError | undefined {
  const error = errorAtTop(json);
  if (error === undefined) return undefined;
  const { code = '', type = '', message = '' } = error;
  return (refusalByName(code) ?? refusalByName(type) ?? refusalIn(message)) === undefined ? undefined : error;
}

const text = z.string().nullish().catch(undefined);
const word = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .catch(undefined);

const schema = z.object({ code: word, type: text, message: text, msg: text, detail: text });
