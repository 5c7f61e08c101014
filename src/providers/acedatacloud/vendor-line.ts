import type { AnswerReader, Upstream, UpstreamBody, UpstreamOutcome } from '../http/upstream.ts';

/** The vendor's address and our token, bound together. */
export interface VendorLine {
  /** A call that costs money; `heldMs`: how long the vendor may be silent while it works. */
  pay<Value>(
    path: string,
    body: UpstreamBody,
    heldMs: number,
    signal: AbortSignal,
    read: AnswerReader<Value>,
  ): Promise<UpstreamOutcome<Value>>;
  /** A question, for nothing. */
  ask<Value>(
    path: string,
    question: object,
    signal: AbortSignal,
    read: AnswerReader<Value>,
  ): Promise<UpstreamOutcome<Value>>;
}

export function createVendorLine({
  upstream,
  baseUrl,
  token,
}: {
  readonly upstream: Upstream;
  readonly baseUrl: string;
  readonly token: string;
}): VendorLine {
  const headers = { authorization: `Bearer ${token}` };
  return {
    pay: (path, body, heldMs, signal, read) =>
      upstream.send(
        // Uploads may take a while before the vendor's silence begins.
        {
          method: 'POST',
          baseUrl,
          path,
          headers,
          body,
          paid: true,
          silenceMs: heldMs,
          totalMs: heldMs + uploadMs,
          maxBytes,
          signal,
        },
        read,
      ),
    ask: (path, value, signal, read) =>
      upstream.send(
        {
          method: 'POST',
          baseUrl,
          path,
          headers,
          body: { kind: 'json', value },
          paid: false,
          silenceMs: 30_000,
          totalMs: 120_000,
          maxBytes: maxBytes + echoBytes,
          signal,
        },
        read,
      ),
  };
}

const uploadMs = 120_000;

/** A picture of 64 MB as base64, and what stands around it. */
const maxBytes = 96_000_000;

/** A task's record may repeat the pictures that it was given. That is read past, not kept. */
const echoBytes = 160_000_000;
