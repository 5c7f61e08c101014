import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { packAnswer } from '../kit/answers/packing.ts';
import type { RawAnswer } from '../kit/loopback.ts';
import { pause } from '../kit/pause.ts';
import type { Recording } from '../kit/recorder.ts';
import type { OpenAiBehaviour, OpenAiRefusal } from './behaviour.ts';
import { completedEvent, partialEvent, resultBody } from './bodies.ts';
import type { createCalls, RunningCall } from './calls.ts';
import type { PaidCall } from './read-call.ts';
import { errorBody, type VendorRefusal } from './refusal.ts';
import { createEventWriter } from './stream.ts';

interface Answering {
  readonly call: PaidCall;
  readonly behaviour: OpenAiBehaviour;
  readonly calls: ReturnType<typeof createCalls>;
  readonly recorded: Recording;
  readonly response: ServerResponse;
  readonly closed: AbortSignal;
}

/** Where a call that passed the vendor's checks meets what was scripted for it. */
export async function answerCall(answering: Answering): Promise<void> {
  const { behaviour, recorded, response, closed } = answering;
  const { drop: when, stall, refuse: refusal, raw } = behaviour;
  packAnswer(response, behaviour.packed);
  if (when === 'before') return drop(recorded, response);
  if (stall === 'before') return;
  if (refusal !== undefined) {
    await pause(behaviour.delayMs ?? 0, closed);
    return sendRefusal(refusal, response);
  }
  if (raw !== undefined && raw.taken !== true) return sendRaw(raw, response);
  if (when === 'after' || stall === 'after' || raw !== undefined) {
    recorded.taskId = start(answering).id;
    if (when === 'after') return drop(recorded, response);
    return raw === undefined ? undefined : sendRaw(raw, response);
  }
  const isStreamed = answering.call.streams && behaviour.stream?.as !== 'json';
  return isStreamed ? stream(answering) : answerWhole(answering);
}

async function answerWhole(answering: Answering): Promise<void> {
  const { behaviour, recorded, response, closed } = answering;
  const running = start(answering);
  recorded.taskId = running.id;
  await running.done;
  await pause(behaviour.delayMs ?? 0, closed);
  if (response.destroyed || closed.aborted) return;
  const body = JSON.stringify(await resultBody(running));
  const head = headers(running.id);
  if (behaviour.truncate === undefined) return void response.writeHead(200, head).end(body);
  const half = body.slice(0, body.length >> 1);
  if (behaviour.truncate === 'end') return void response.writeHead(200, head).end(half);
  response.writeHead(200, { ...head, 'content-length': Buffer.byteLength(body) });
  response.write(half, () => drop(recorded, response));
}

async function stream(answering: Answering): Promise<void> {
  const { behaviour, recorded, response, closed } = answering;
  await pause(behaviour.delayMs ?? 0, closed);
  const writer = createEventWriter(response, behaviour.stream ?? {}, () => drop(recorded, response));
  const running: RunningCall = start(answering, async (picture, index) => {
    await writer.send(await partialEvent(running, picture, index));
  });
  recorded.taskId = running.id;
  response.writeHead(200, { ...headers(running.id), 'content-type': 'text/event-stream; charset=utf-8' });
  response.flushHeaders();
  await running.done;
  for (const picture of running.results) await writer.send(await completedEvent(running, picture));
  await writer.finish();
}

const start = (
  { calls, call, behaviour }: Answering,
  onPartial: Parameters<typeof calls.start>[2] = () => Promise.resolve(),
) => calls.start(call, behaviour, onPartial);

export function refuse(response: ServerResponse, refusal: VendorRefusal): void {
  response.writeHead(refusal.status, headers(requestId())).end(errorBody(refusal));
}

export function drop(recorded: Recording, response: ServerResponse): void {
  recorded.ended = 'dropped';
  response.destroy();
}

function sendRefusal(refusal: OpenAiRefusal, response: ServerResponse): void {
  const { status, code = null, param = null, retryAfter, retryAfterMs } = refusal;
  const { type = status >= 500 ? 'server_error' : 'invalid_request_error', message = code ?? type } = refusal;
  response.writeHead(status, {
    ...headers(requestId()),
    ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
    ...(retryAfterMs === undefined ? {} : { 'retry-after-ms': String(retryAfterMs) }),
    ...refusal.headers,
  });
  response.end(errorBody({ type, code, param, message }));
}

function sendRaw({ status, headers: given, body }: RawAnswer, response: ServerResponse): void {
  response.writeHead(status, { 'content-type': 'application/json', ...given }).end(body);
}

const headers = (id: string) => ({ 'content-type': 'application/json', 'x-request-id': id });
const requestId = () => `req_${randomUUID().replaceAll('-', '')}`;
