import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packAnswer } from '../kit/answers/packing.ts';
import { between, drop, listenOnLoopback, readAll, sendHalf, sendJson, sendRaw } from '../kit/loopback.ts';
import { pause } from '../kit/pause.ts';
import { readBody } from '../kit/read-body.ts';
import { createRecorder, type Recording } from '../kit/recorder.ts';
import { serveResult } from '../kit/results-host.ts';
import { createScript } from '../kit/script.ts';
import type { AceDataCloudBehaviour } from './behaviour.ts';
import { refusalBody, resultBody } from './bodies.ts';
import { createCallbacks } from './callbacks.ts';
import type { AceDataCloudEvents, EmulatedAceDataCloud, EmulatedAceDataCloudOptions } from './emulated.ts';
import { readNativeCall } from './native-call.ts';
import { isRefusal, type PaidCall, readPaidCall } from './paid-call.ts';
import { answerTaskQuestion } from './task-questions.ts';
import { createTasks, type RunningTask } from './tasks.ts';

/**
 * Starts an emulated AceDataCloud on loopback and resolves once it listens. Here a request meets what was scripted for it,
 * step by step.
 */
export async function startEmulatedAceDataCloud(
  options: EmulatedAceDataCloudOptions = {},
): Promise<EmulatedAceDataCloud> {
  const token = options.token ?? 'acedata-test-token-not-a-secret';
  const scratch = await mkdtemp(join(tmpdir(), 'emulated-acedatacloud-'));
  const closing = new AbortController();
  const listeners = new Set<{ readonly name: string; readonly tell: (event: never) => void }>();
  const emit = <Name extends keyof AceDataCloudEvents>(name: Name, event: AceDataCloudEvents[Name]) => {
    for (const listener of listeners) if (listener.name === name) listener.tell(event as never);
  };
  const book = createScript<AceDataCloudBehaviour>();
  const visits = new Map<string, number>();
  const afterwards = new Set<Promise<void>>();
  const recorder = createRecorder(token, (request) => emit('request', request));
  const reach = options.reach ?? ((address: string) => address);
  const callbacks = createCallbacks({
    shape: options.callbackShape ?? 'flat',
    reach,
    attempted: (callback) => emit('callback', callback),
    closed: closing.signal,
  });
  const tasks = createTasks({
    scratch,
    processingMs: () => between(options.processingMs ?? 0),
    pictures: options.pictures ?? 'drawn',
    longestEdge: options.longestEdge,
    honoursN: options.honoursN ?? true,
    resultAddress: (task, index, format) => `${server.baseUrl}/cdn/${task}/${index}.${format}`,
    changed: (task) => emit('task', task),
    closed: closing.signal,
  });
  let usedUp = false;
  const server = await listenOnLoopback(options.port ?? 0, answer);

  return {
    baseUrl: server.baseUrl,
    token,
    requests: recorder.requests,
    get paidRequests() {
      return recorder.requests.filter(({ path }) => routeOf(path) !== null);
    },
    tasks: tasks.list,
    callbacks: callbacks.list,
    script: book.script,
    get usedUp() {
      return usedUp;
    },
    set usedUp(value: boolean) {
      usedUp = value;
    },
    get busiest() {
      return tasks.busiest;
    },
    task: (id) => tasks.find((task) => task.id === id),
    on(name, listener) {
      const entry = { name, tell: listener as (event: never) => void };
      listeners.add(entry);
      return () => void listeners.delete(entry);
    },
    async idle() {
      await Promise.all(tasks.list.map((task) => task.done));
      while (afterwards.size > 0) await Promise.all(afterwards);
    },
    goOffline: server.goOffline,
    comeBack: server.comeBack,
    reset() {
      recorder.forget();
      callbacks.forget();
      tasks.forgetFinished();
      visits.clear();
      book.script.clear();
    },
    async close() {
      closing.abort();
      await server.close();
      await Promise.all(tasks.list.map((task) => task.done));
      await Promise.all(afterwards);
      await rm(scratch, { recursive: true, force: true });
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const recorded = recorder.arrive(request, response);
    const { path } = recorded;
    if (path.startsWith('/cdn/')) return answerResult(recorded, response);
    const route = routeOf(path);
    const kind = route === 'native' ? 'generations' : route;
    const early = kind === null ? undefined : book.take(kind, undefined, (each) => each.drop === 'uploading');
    if (early !== undefined) return drop(recorded, response);
    const raw = await readAll(request);
    if (raw === null) return;
    recorded.bodyBytes = raw.length;
    const body = await readBody(raw, request.headers['content-type'] ?? '', scratch);
    Object.assign(recorded, { json: body.json, fields: body.fields, files: body.files });
    if (recorded.authorization === 'missing') return refuse(response, 400, 'no_token');
    if (recorded.authorization === 'wrong') return refuse(response, 401, 'invalid_token');
    if (request.method === 'GET' && path === '/openai/models') return json(response, 200, { object: 'list', data: [] });
    if (request.method !== 'POST') return refuse(response, 404, 'no_api');
    if (path === '/openai/tasks' || path === '/nano-banana/tasks') return answerTasks(recorded, response);
    if (route === null) return refuse(response, 404, 'no_api');
    const keepsMultipartTrace = options.multipartTraceId ?? true;
    const call =
      route === 'native'
        ? await readNativeCall({ json: body.json, scratch, reach })
        : await readPaidCall({ operation: route, body, scratch, keepsMultipartTrace, reach });
    if (isRefusal(call)) return refuse(response, call.status, call.code, call.message);
    if (usedUp) return refuse(response, 403, 'used_up');
    return takePaidCall(call, book.take(call.operation, call.prompt) ?? {}, recorded, response);
  }

  async function takePaidCall(
    call: PaidCall,
    behaviour: AceDataCloudBehaviour,
    recorded: Recording,
    response: ServerResponse,
  ): Promise<void> {
    packAnswer(response, behaviour.packed);
    if (behaviour.drop === 'before') return drop(recorded, response);
    if (behaviour.stall === 'before') return;
    if (behaviour.refuse !== undefined) {
      await pause(behaviour.delayMs ?? 0, closing.signal);
      const { status, retryAfter, headers } = behaviour.refuse;
      const more = { ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }), ...headers };
      response.writeHead(status, { 'content-type': 'application/json', ...more });
      response.end(refusalBody(behaviour.refuse, call.traceId ?? randomUUID()));
      return;
    }
    if (behaviour.raw !== undefined && behaviour.raw.taken !== true) return sendRaw(behaviour.raw, response);
    const task = tasks.start(call, behaviour);
    recorded.taskId = task.id;
    const afterTask = task.done.then(() => callbacks.send(task));
    const kept = afterTask.finally(() => afterwards.delete(kept));
    afterwards.add(kept);
    if (behaviour.drop === 'after') return drop(recorded, response);
    if (behaviour.stall === 'after') return;
    if (behaviour.raw !== undefined) return sendRaw(behaviour.raw, response);
    if (!call.isAsync || beforeAnswer(behaviour)) await (beforeAnswer(behaviour) ? afterTask : task.done);
    await pause(behaviour.delayMs ?? 0, closing.signal);
    if (response.destroyed || closing.signal.aborted) return;
    const body = JSON.stringify(call.isAsync ? { task_id: task.id, trace_id: task.traceId } : resultBody(task));
    if (behaviour.truncate === undefined) return void sendJson(response, 200, body);
    return sendHalf(behaviour.truncate, body, recorded, response);
  }

  async function answerTasks(recorded: Recording, response: ServerResponse): Promise<void> {
    const behaviour = book.take('tasks') ?? {};
    packAnswer(response, behaviour.packed);
    await pause(behaviour.delayMs ?? 0, closing.signal);
    if (behaviour.drop !== undefined) return drop(recorded, response);
    if (behaviour.stall !== undefined) return;
    if (behaviour.refuse !== undefined) {
      const { status, retryAfter } = behaviour.refuse;
      response.writeHead(status, retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) });
      response.end(refusalBody(behaviour.refuse, randomUUID()));
      return;
    }
    if (behaviour.raw !== undefined) return sendRaw(behaviour.raw, response);
    // Each interface knows its own.
    const isNative = recorded.path.startsWith('/nano');
    const known = tasks.list.filter((task) => isRead(task) && task.call.isNative === isNative);
    const said = answerTaskQuestion(recorded.json, known, options.tasksPerPage);
    if (said !== null) return json(response, 200, said);
    return refuse(response, 400, 'bad_request', 'unknown action');
  }

  function isRead({ behaviour, createdAt, mode }: RunningTask): boolean {
    if (mode === 'sync' && options.recordsSyncCalls !== true) return false;
    if (behaviour.recordAfterMs === 'never') return false;
    return Date.now() - createdAt >= (behaviour.recordAfterMs ?? 0);
  }

  async function answerResult(recorded: Recording, response: ServerResponse): Promise<void> {
    const scripted = book.take('results') ?? {};
    packAnswer(response, scripted.packed);
    await pause(scripted.delayMs ?? 0, closing.signal);
    if (scripted.drop !== undefined) return drop(recorded, response);
    if (scripted.stall !== undefined) return;
    if (scripted.refuse !== undefined) return void response.writeHead(scripted.refuse.status).end();
    const [, id, index] = /^\/cdn\/([^/]+)\/(\d+)\.\w+$/.exec(recorded.path) ?? [];
    const task = tasks.find((each) => each.id === id);
    const picture = task?.results[Number(index)];
    if (task === undefined || picture === undefined) return void response.writeHead(404).end();
    const visit = (visits.get(recorded.path) ?? 0) + 1;
    visits.set(recorded.path, visit);
    const how = await serveResult(task.behaviour.result, picture, visit, response);
    if (how === 'dropped') recorded.ended = 'dropped';
  }
}

const routes: Readonly<Record<string, 'generations' | 'edits' | 'native'>> = {
  '/openai/images/generations': 'generations',
  '/v1/images/generations': 'generations',
  '/openai/images/edits': 'edits',
  '/v1/images/edits': 'edits',
  '/nano-banana/images': 'native',
};
const routeOf = (path: string) => routes[path] ?? null;

function refuse(response: ServerResponse, status: number, code: string, message: string = code): void {
  sendJson(response, status, refusalBody({ code, message }, randomUUID()));
}

const json = (response: ServerResponse, status: number, body: unknown) =>
  sendJson(response, status, JSON.stringify(body));

const beforeAnswer = ({ callback }: AceDataCloudBehaviour) =>
  callback !== undefined && callback !== 'never' && callback.beforeAnswer === true;
