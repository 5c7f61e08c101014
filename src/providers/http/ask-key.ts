import { z } from 'zod';
import type { KeyQuestion } from '../vendor.ts';
import { readText, type Upstream } from './upstream.ts';

/** What a vendor says of a key. `code`: the vendor's own word, where it is one word. */
export type KeyVerdict =
  | { readonly kind: 'taken' }
  | { readonly kind: 'refused'; readonly status: number; readonly code: string | null }
  /** It answers, and not as this vendor would; or is out of order. */
  | { readonly kind: 'odd'; readonly status: number }
  | { readonly kind: 'unreached'; readonly reason: string };

/** Tries a key with a question that costs nothing. */
export async function askKey(upstream: Upstream, question: KeyQuestion, signal: AbortSignal): Promise<KeyVerdict> {
  const call = { ...question, paid: false, silenceMs: longestMs, totalMs: longestMs, maxBytes: 1_000_000, signal };
  const outcome = await upstream.send(call, readText);
  if (outcome.kind === 'senseless') return { kind: 'odd', status: outcome.status };
  if (outcome.kind !== 'answered') return { kind: 'unreached', reason: outcome.reason };
  const { status } = outcome.head;
  const body = jsonOf(outcome.value);
  if (status === 401 || status === 402 || status === 403) return { kind: 'refused', status, code: codeIn(body) };
  return status >= 200 && status < 300 && body !== undefined ? { kind: 'taken' } : { kind: 'odd', status };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Nothing that could hold more than a word is handed on: who knows what a vendor repeats. */
function codeIn(body: unknown): string | null {
  const read = refusal.safeParse(body);
  const code = read.data?.error?.code ?? read.data?.code;
  return code !== undefined && code !== null && /^[a-z_]{1,40}$/.test(code) ? code : null;
}

const refusal = z.object({
  code: z.string().nullish().catch(null),
  error: z
    .object({ code: z.string().nullish().catch(null) })
    .nullish()
    .catch(null),
});

const longestMs = 15_000;
