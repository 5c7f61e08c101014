import { placed } from '../kit/answers/placed.ts';
import type { ResultPicture } from '../kit/recorded.ts';
import type { RunningCall } from './calls.ts';
import { usageOf } from './usage.ts';

/** The bodies of the vendor's answers (reference, 5.6 and 5.7). */

export async function resultBody(running: RunningCall): Promise<Record<string, unknown>> {
  const data = await Promise.all(running.results.map((picture) => spelled(running, picture)));
  return {
    created: seconds(running),
    ...placed(data, running.behaviour.shape),
    ...echo(running),
    usage: usage(running),
  };
}

export interface StreamEvent {
  readonly name: string;
  readonly data: Record<string, unknown>;
}

export async function partialEvent(running: RunningCall, picture: ResultPicture, index: number): Promise<StreamEvent> {
  const name = `${family(running)}.partial_image`;
  const picked = await spelled(running, picture);
  return {
    name,
    data: { type: name, ...picked, partial_image_index: index, created_at: seconds(running), ...echo(running) },
  };
}

export async function completedEvent(running: RunningCall, picture: ResultPicture): Promise<StreamEvent> {
  const name = `${family(running)}.completed`;
  const picked = await spelled(running, picture);
  const { output_tokens_details: _, ...counted } = usage(running);
  return { name, data: { type: name, ...picked, created_at: seconds(running), ...echo(running), usage: counted } };
}

const family = ({ operation }: RunningCall) => (operation === 'edits' ? 'image_edit' : 'image_generation');
const seconds = ({ createdAt }: RunningCall) => Math.floor(createdAt / 1000);
const usage = ({ call, results, partials }: RunningCall) =>
  usageOf(call, { pictures: results.length, partials: partials.length });

/** What it really was, also where it was left to the model. */
function echo({ call, results }: RunningCall): Record<string, unknown> {
  const [first] = results;
  return {
    background: call.background === 'transparent' ? 'transparent' : 'opaque',
    output_format: call.format,
    quality: call.quality === undefined || call.quality === 'auto' ? 'medium' : call.quality,
    size: first === undefined ? (call.size ?? '1024x1024') : `${first.width}x${first.height}`,
  };
}

async function spelled({ behaviour, call }: RunningCall, picture: ResultPicture): Promise<Record<string, unknown>> {
  if (behaviour.answer === 'url') return { url: picture.url };
  const bytes = Buffer.from(await picture.bytes());
  if (behaviour.answer === 'b64_url_safe') return { b64_json: bytes.toString('base64url') };
  const base64 = bytes.toString('base64');
  return { b64_json: behaviour.answer === 'b64_data_url' ? `data:image/${call.format};base64,${base64}` : base64 };
}
