import type { MadePicture } from '../../domain/jobs/job.ts';
import type { ProviderRequest, SubmitOutcome } from '../../ports/image-provider.ts';
import { noImage, unknown } from '../http/paid-answer.ts';
import { taskFailureOf } from '../http/upstream-failure.ts';
import { readEvents } from '../streams/event-stream.ts';
import { pictureFields } from '../streams/handed-pictures.ts';
import { keepPictures } from '../streams/keep-pictures.ts';
import { readJson } from '../streams/read-json.ts';
import type { Dialect } from './dialect.ts';
import { costOf } from './usage.ts';
import { readEvent } from './wire.ts';

export interface StreamContext {
  readonly dialect: Dialect;
  readonly scratch: string;
  readonly vendorTrace: string | undefined;
  readonly onPreview: (picture: MadePicture) => void;
}

/**
 * Reads previews, and ends with the first picture that is complete: we never ask for more than one. A stream that ends
 * without it leaves the outcome open, for a relay closes politely what it lost; unless the vendor says that it is done.
 */
export async function readStream(
  body: AsyncIterable<Uint8Array>,
  { id, prompt: sent }: Pick<ProviderRequest, 'id' | 'prompt'>,
  { dialect, scratch, vendorTrace, onPreview }: StreamContext,
): Promise<SubmitOutcome> {
  let previews = 0;
  for await (const event of readEvents(body, maxEventBytes)) {
    const beginning = remember(event.data);
    await using json = await readJson(beginning.pieces, scratch, pictureFields);
    const said = readEvent(json.value, event.name);
    switch (said.kind) {
      case 'completed': {
        if (said.pictures.length === 0) return noImage(vendorTrace);
        const pictures = await keepPictures(said.pictures, { id, scratch, json, sent });
        return { kind: 'made', pictures, cost: costOf(dialect, said.usage) };
      }
      case 'preview': {
        if (said.picture === undefined) break;
        previews += 1;
        const place = { id: `${id}-preview-${previews}`, scratch, json, outlives: 'crash' } as const;
        const [kept] = await keepPictures([said.picture], place);
        if (kept !== undefined) onPreview(kept);
        break;
      }
      case 'error':
        return { kind: 'failed', failure: taskFailureOf(said.error, vendorTrace) };
      case 'nothing':
        if (beginning.text() === done) return noImage(vendorTrace);
        break;
      default:
        said satisfies never;
    }
  }
  return unknown({ vendorCode: 'stream ended', vendorTrace });
}

/** The word that ends a stream of this family; it is no JSON. */
const done = '[DONE]';

/** A picture of 64 MB as base64, and what stands around it. */
const maxEventBytes = 96_000_000;

/** Lets the pieces through and keeps how they begin. */
function remember(data: AsyncIterable<Uint8Array>) {
  let kept = '';
  async function* pieces() {
    for await (const piece of data) {
      if (kept.length <= done.length) kept += Buffer.from(piece).toString('latin1', 0, done.length + 1);
      yield piece;
    }
  }
  return { pieces: pieces(), text: () => kept.trim() };
}
