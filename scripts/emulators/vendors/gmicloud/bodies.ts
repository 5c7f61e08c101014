import { readFileSync } from 'node:fs';
import type { ResultPicture } from '../kit/recorded.ts';
import type { GmiCloudEnding, GmiCloudRefusal } from './behaviour.ts';
import type { RunningRequest } from './queue.ts';

/** What a submission and a question are answered with (reference, 5.5). Its payload is echoed, with addresses that are no results. */
export function requestRecord(request: RunningRequest, now: number): Record<string, unknown> {
  const { fail } = request.behaviour;
  const failed = request.state === 'failed' && fail !== undefined;
  return {
    request_id: request.id,
    org_id: 'organization',
    model: request.model,
    status: statusOf(request),
    is_public: false,
    payload: {
      prompt: request.prompt,
      image: request.inputs.map(({ address }) => address ?? 'https://echo.invalid/i'),
    },
    ...(request.state === 'succeeded' ? { outcome: outcome(request) } : {}),
    ...(failed ? reasons(fail) : {}),
    created_at: Math.floor(request.createdAt / 1000),
    updated_at: Math.floor(now / 1000),
    queued_at: Math.floor(request.createdAt / 1000),
  };
}

export function refusalBody({ message = 'refused', spelled = 'error' }: GmiCloudRefusal): string {
  return spelled === 'nothing' ? '' : JSON.stringify({ [spelled]: message });
}

function statusOf({ state, behaviour, answers }: RunningRequest): string {
  if (state === 'succeeded') return behaviour.success ?? 'success';
  if (state === 'failed') return behaviour.fail?.status ?? 'failed';
  const statuses = behaviour.statuses ?? ['created', 'queued', 'dispatched', 'processing'];
  return statuses[Math.min(statuses.length - 1, answers)] ?? 'processing';
}

function outcome({ results, behaviour: { answer = 'objects', result } }: RunningRequest): Record<string, unknown> {
  const addressOf = (picture: ResultPicture) => (result?.kind === 'address' ? result.url : picture.url);
  const [first] = results;
  const thumbnail = first === undefined ? {} : { thumbnail_image_url: addressOf(first) };
  switch (answer) {
    case 'objects':
      return { media_urls: results.map((each, index) => ({ id: String(index), url: addressOf(each) })), ...thumbnail };
    case 'strings':
      return { media_urls: results.map(addressOf), ...thumbnail };
    case 'data':
      return { media_urls: results.map((each, index) => ({ id: String(index), url: dataAddress(each) })) };
    case 'thumbnail':
      return thumbnail;
    default:
      return first === undefined ? {} : { [answer]: addressOf(first), ...thumbnail };
  }
}

const dataAddress = ({ contentType, path }: ResultPicture) =>
  `data:${contentType};base64,${readFileSync(path).toString('base64')}`;

function reasons({ message = 'generation failed', spelled = 'error' }: GmiCloudEnding): Record<string, unknown> {
  switch (spelled) {
    case 'outcome':
      return { outcome: { error: message } };
    case 'outcome as text':
      return { outcome: message };
    case 'nowhere':
      return {};
    default:
      return { [spelled]: message };
  }
}
