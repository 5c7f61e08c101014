import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packAnswer } from '../kit/answers/packing.ts';
import { between, drop, listenOnLoopback, readAll, sendJson, sendRaw } from '../kit/loopback.ts';
import { pause } from '../kit/pause.ts';
import { readBody } from '../kit/read-body.ts';
import { createRecorder, type Recording } from '../kit/recorder.ts';
import { serveResult } from '../kit/results-host.ts';
import { createScript } from '../kit/script.ts';
import type { GmiCloudBehaviour, GmiCloudRefusal } from './behaviour.ts';
import { refusalBody, requestRecord } from './bodies.ts';
import type { EmulatedGmiCloud, EmulatedGmiCloudOptions, GmiCloudEvents } from './emulated.ts';
import { modelIds, modelRecord } from './models.ts';
import { createQueue, type RunningRequest } from './queue.ts';
import { isRefusal, readSubmission, type Submission } from './read-submission.ts';

/**
 * Starts an emulated GMI Cloud on loopback and resolves once it listens. Here a request meets what was scripted for it,
 * step by step.
 */
export async function startEmulatedGmiCloud(options: EmulatedGmiCloudOptions = {}): Promise<EmulatedGmiCloud> {
  const key = options.key ?? 'gmicloud-test-key-not-a-secret';
  const scratch = await mkdtemp(join(tmpdir(), 'emulated-gmicloud-'));
  const closing = new AbortController();
  const listeners = new Set<{ readonly name: string; readonly tell: (event: never) => void }>();
  const emit = <Name extends keyof GmiCloudEvents>(name: Name, event: GmiCloudEvents[Name]) => {
    for (const listener of listeners) if (listener.name === name) listener.tell(event as never);
  };
  const book = createScript<GmiCloudBehaviour>();
  const visits = new Map<string, number>();
  const recorder = createRecorder(key, (request) => emit('request', request));
  let outOfBalance = false;
  const reading = {
    scratch,
    otherSizes: options.otherSizes ?? false,
    reach: options.reach ?? ((address: string) => address),
  };
  const server = await listenOnLoopback(options.port ?? 0, answer);
  const queue = createQueue({
    scratch,
    processingMs: () => between(options.processingMs ?? 0),
    pictures: options.pictures ?? 'drawn',
    longestEdge: options.longestEdge,
    resultAddress: (id, index, format) => `${server.baseUrl}/media/${id}/${index}.${format}`,
    changed: (request) => emit('queue', request),
    closed: closing.signal,
  });

  return {
    baseUrl: server.baseUrl,
    key,
    requests: recorder.requests,
    get paidRequests() {
      return recorder.requests.filter(({ method, path }) => method === 'POST' && path === queuePath);
    },
    queue: queue.list,
    script: book.script,
    get outOfBalance() {
      return outOfBalance;
    },
    set outOfBalance(value: boolean) {
      outOfBalance = value;
    },
    get busiest() {
      return queue.busiest;
    },
    on(name, listener) {
      const entry = { name, tell: listener as (event: never) => void };
      listeners.add(entry);
      return () => void listeners.delete(entry);
    },
    async idle() {
      await Promise.all(queue.list.map(({ done }) => done));
    },
    goOffline: server.goOffline,
    comeBack: server.comeBack,
    reset() {
      recorder.forget();
      queue.forgetFinished();
      visits.clear();
      book.script.clear();
    },
    async close() {
      closing.abort();
      await server.close();
      await Promise.all(queue.list.map(({ done }) => done));
      await rm(scratch, { recursive: true, force: true });
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const recorded = recorder.arrive(request, response);
    const { method, path } = recorded;
    if (path.startsWith('/media/')) return answerResult(recorded, response);
    const isSubmission = method === 'POST' && path === queuePath;
    const early = isSubmission ? book.take('paid', undefined, (each) => each.drop === 'uploading') : undefined;
    if (early !== undefined) return drop(recorded, response);
    const raw = await readAll(request);
    if (raw === null) return;
    recorded.bodyBytes = raw.length;
    const { json } = await readBody(raw, recorded.headers['content-type'] ?? '', scratch);
    recorded.json = json;
    if (recorded.authorization !== 'right') return refuse(response, { status: 401, message: 'unauthorized' });
    const organization = recorded.headers['x-organization-id'];
    if (organization !== undefined && options.organization !== undefined && organization !== options.organization) {
      return refuse(response, { status: 403, message: 'you do not have access to this organization' });
    }
    if (isSubmission) return answerSubmission(recorded, response);
    if (method !== 'GET') return refuse(response, { status: 404, message: 'not found' });
    if (path.startsWith(`${queuePath}/`)) return answerQuestion(recorded, response);
    if (path === queuePath) {
      const wanted = recorded.query['model_id'];
      const listed = queue.list.filter(({ model }) => wanted === undefined || model === wanted);
      return json200(response, { requests: listed.map((each) => requestRecord(each, Date.now())) });
    }
    if (path === modelsPath) return json200(response, { model_ids: modelIds });
    const model = modelRecord(path.slice(modelsPath.length + 1));
    return path.startsWith(`${modelsPath}/`) && model !== null
      ? json200(response, model)
      : refuse(response, { status: 404, message: 'not found' });
  }

  async function answerSubmission(recorded: Recording, response: ServerResponse): Promise<void> {
    const submission = await readSubmission(recorded.json, reading);
    if (isRefusal(submission)) return refuse(response, submission);
    if (outOfBalance) return refuse(response, { status: 402, message: 'insufficient balance' });
    const doing = book.take(submission.operation, submission.prompt) ?? {};
    packAnswer(response, doing.packed);
    if (doing.drop === 'before') return drop(recorded, response);
    if (doing.stall === 'before') return;
    if (doing.refuse !== undefined) {
      await pause(doing.delayMs ?? 0, closing.signal);
      return refuse(response, doing.refuse);
    }
    if (doing.raw !== undefined && doing.raw.taken !== true) return sendRaw(doing.raw, response);
    return take(submission, doing, recorded, response);
  }

  async function take(asked: Submission, doing: GmiCloudBehaviour, recorded: Recording, response: ServerResponse) {
    const request = queue.take(asked, doing);
    recorded.taskId = request.id;
    if (doing.drop === 'after') return drop(recorded, response);
    if (doing.stall === 'after') return;
    if (doing.raw !== undefined) return sendRaw(doing.raw, response);
    if (doing.atOnce === true) await request.done;
    await pause(doing.delayMs ?? 0, closing.signal);
    if (response.destroyed || closing.signal.aborted) return;
    json200(response, answerAbout(request));
  }

  async function answerQuestion(recorded: Recording, response: ServerResponse): Promise<void> {
    const doing = book.take('tasks') ?? {};
    packAnswer(response, doing.packed);
    await pause(doing.delayMs ?? 0, closing.signal);
    if (doing.drop !== undefined) return drop(recorded, response);
    if (doing.stall !== undefined) return;
    if (doing.refuse !== undefined) return refuse(response, doing.refuse);
    if (doing.raw !== undefined) return sendRaw(doing.raw, response);
    const found = queue.list.find(({ id }) => recorded.path === `${queuePath}/${id}`);
    if (found === undefined) return refuse(response, { status: 404, message: 'request not found' });
    json200(response, answerAbout(found));
  }

  async function answerResult(recorded: Recording, response: ServerResponse): Promise<void> {
    const doing = book.take('results') ?? {};
    packAnswer(response, doing.packed);
    await pause(doing.delayMs ?? 0, closing.signal);
    if (doing.drop !== undefined) return drop(recorded, response);
    if (doing.stall !== undefined) return;
    if (doing.refuse !== undefined) return void response.writeHead(doing.refuse.status).end();
    const [, id, index] = /^\/media\/([^/]+)\/(\d+)\.\w+$/.exec(recorded.path) ?? [];
    const request = queue.list.find((each) => each.id === id);
    const picture = request?.results[Number(index)];
    if (request === undefined || picture === undefined) return void response.writeHead(404).end();
    const visit = (visits.get(recorded.path) ?? 0) + 1;
    visits.set(recorded.path, visit);
    const how = await serveResult(request.behaviour.result, picture, visit, response);
    if (how === 'dropped') recorded.ended = 'dropped';
  }
}

const base = '/api/v1/ie/requestqueue/apikey';
const queuePath = `${base}/requests`;
const modelsPath = `${base}/models`;

const json200 = (response: ServerResponse, body: unknown) => sendJson(response, 200, JSON.stringify(body));

/** Each answer shows the next of the words for being at work. */
function answerAbout(request: RunningRequest): Record<string, unknown> {
  const record = requestRecord(request, Date.now());
  request.answers += 1;
  return record;
}

function refuse(response: ServerResponse, refusal: GmiCloudRefusal): void {
  const { status, retryAfter } = refusal;
  const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  sendJson(response, status, refusalBody(refusal), headers);
}
