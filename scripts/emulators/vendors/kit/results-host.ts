import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import type { ResultPicture } from './recorded.ts';

/** What the address of a result leads to; left out: the picture. */
export type ResultBehaviour =
  /** This address is given out instead of one of ours (the picture is still made). */
  | { readonly kind: 'address'; readonly url: string }
  /** Ours, but it answers with a redirect to this address. */
  | { readonly kind: 'redirect'; readonly to: string }
  /** Ours, but it sends this many bytes that begin like a PNG. `declared: false` leaves the content length out. */
  | { readonly kind: 'huge'; readonly bytes: number; readonly declared?: boolean }
  /** Ours, but these bytes. */
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly contentType?: string }
  /** Ours, but this status for the first `times` downloads (default: always). */
  | { readonly kind: 'status'; readonly status: number; readonly times?: number }
  /** Ours, but it sends half of the picture and then nothing (`stall`) or cuts (`cut`), for the first `times` downloads. */
  | { readonly kind: 'half'; readonly then: 'stall' | 'cut'; readonly times?: number };

/** The host of the results: the picture, or what was scripted for it. `visit` counts from 1. */
export async function serveResult(
  result: ResultBehaviour | undefined,
  picture: ResultPicture,
  visit: number,
  response: ServerResponse,
): Promise<'answered' | 'dropped' | 'left open'> {
  const bytes = await readFile(picture.path);
  switch (result?.kind) {
    case 'redirect':
      response.writeHead(302, { location: result.to }).end();
      return 'answered';
    case 'huge':
      return sendHuge(response, bytes, result.bytes, result.declared ?? true);
    case 'bytes':
      response.writeHead(200, { 'content-type': result.contentType ?? 'application/octet-stream' }).end(result.bytes);
      return 'answered';
    case 'status':
      if (visit > (result.times ?? Number.POSITIVE_INFINITY)) break;
      response.writeHead(result.status).end();
      return 'answered';
    case 'half':
      if (visit > (result.times ?? Number.POSITIVE_INFINITY)) break;
      response.writeHead(200, { 'content-type': picture.contentType, 'content-length': bytes.length });
      response.write(bytes.subarray(0, bytes.length >> 1));
      if (result.then === 'stall') return 'left open';
      setImmediate(() => response.destroy());
      return 'dropped';
    default:
      break;
  }
  response.writeHead(200, { 'content-type': picture.contentType, 'content-length': bytes.length }).end(bytes);
  return 'answered';
}

function sendHuge(response: ServerResponse, head: Buffer, size: number, declared: boolean): 'answered' {
  response.writeHead(200, { 'content-type': 'image/png', ...(declared ? { 'content-length': size } : {}) });
  const piece = Buffer.alloc(65_536);
  let left = size;
  const send = (bytes: Buffer) => {
    left -= bytes.length;
    return response.write(bytes);
  };
  send(head.subarray(0, Math.min(head.length, size)));
  const more = () => {
    while (left > 0)
      if (!send(piece.subarray(0, Math.min(piece.length, left)))) return void response.once('drain', more);
    response.end();
  };
  more();
  return 'answered';
}
