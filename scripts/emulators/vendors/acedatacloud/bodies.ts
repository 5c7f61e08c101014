import { readFileSync } from 'node:fs';
import { placed } from '../kit/answers/placed.ts';
import type { ResultPicture } from '../kit/recorded.ts';
import type { AceDataCloudRefusal } from './behaviour.ts';
import type { RunningTask } from './tasks.ts';

/** The bodies of the vendor's answers (reference, section 5). */

export function resultBody(task: RunningTask): Record<string, unknown> {
  if (task.error !== undefined) return failureBody(task);
  const ids = { success: true, task_id: task.id, trace_id: task.traceId };
  const { shape } = task.behaviour;
  if (task.call.isNative) {
    const data = task.results.map((picture) => ({ prompt: task.prompt, image_url: spelled(task, picture)['url'] }));
    return { ...ids, ...placed(data, shape) };
  }
  const revised = task.behaviour.revisedPrompt ?? task.prompt;
  const data = task.results.map((picture) => ({ ...spelled(task, picture), revised_prompt: revised }));
  // Nano models answer without ids and with `created: 0` (5.1).
  if (task.model.startsWith('nano-banana') && task.mode === 'sync') return { created: 0, ...placed(data, shape) };
  return {
    ...ids,
    created: Math.floor(task.createdAt / 1000),
    ...placed(data, shape),
    elapsed: ((task.finishedAt ?? task.createdAt) - task.createdAt) / 1000,
    usage: { input_tokens: 0, output_tokens: 0, total_tokens: 0 },
  };
}

/** A record of `/openai/tasks` (5.4). It echoes the request, with addresses that are no results. */
export function taskRecord(task: RunningTask): Record<string, unknown> {
  const isDone = task.finishedAt !== undefined;
  return {
    id: task.id,
    _id: task.id,
    type: 'images',
    trace_id: task.traceId,
    application_id: 'application',
    credential_id: 'credential',
    user_id: 'user',
    request: {
      model: task.model,
      prompt: task.prompt,
      image: task.inputs.map(({ address }) => address ?? 'https://echo.invalid/input.png'),
      callback_url: task.callbackUrl ?? 'https://echo.invalid/callback',
    },
    ...(isDone ? { response: resultBody(task) } : {}),
    created_at: task.createdAt / 1000,
    started_at: task.startedAt / 1000,
    finished_at: isDone ? (task.finishedAt ?? 0) / 1000 : null,
    elapsed: isDone ? ((task.finishedAt ?? 0) - task.startedAt) / 1000 : null,
  };
}

/** Both documented shapes (5.3). */
export function callbackBody(task: RunningTask, shape: 'flat' | 'nested'): Record<string, unknown> {
  const body = resultBody(task);
  const ids = { task_id: task.id, trace_id: task.traceId };
  if (task.error !== undefined) return { ...body, ...ids };
  return shape === 'flat'
    ? { success: true, ...body, ...ids }
    : { success: true, ...ids, data: { created: body['created'] ?? 0, data: body['data'] } };
}

export function refusalBody(
  { code = 'api_error', message = code, envelope = 'docs' }: Pick<AceDataCloudRefusal, 'code' | 'message' | 'envelope'>,
  traceId: string,
): string {
  if (envelope === 'none') return '';
  if (envelope === 'string') return JSON.stringify({ error: message });
  const body = { error: { code, message }, trace_id: traceId };
  return JSON.stringify(envelope === 'guide' ? { success: false, ...body } : body);
}

function failureBody(task: RunningTask): Record<string, unknown> {
  const ids = { success: false, task_id: task.id, trace_id: task.traceId };
  const shape = task.behaviour.fail?.shape ?? 'object';
  if (shape === 'success-false') return ids;
  if (shape === 'string') return { ...ids, error: task.error?.message };
  return { ...ids, error: { code: task.error?.code, message: task.error?.message } };
}

function spelled(task: RunningTask, picture: ResultPicture): Record<string, unknown> {
  const { answer, result } = task.behaviour;
  if (answer === 'b64_json' || (answer === undefined && task.call.wantsBase64)) {
    return { b64_json: readFileSync(picture.path).toString('base64') };
  }
  if (answer === 'b64_url_safe') return { b64_json: readFileSync(picture.path).toString('base64url') };
  if (answer === 'b64_data_url') {
    return { b64_json: `data:${picture.contentType};base64,${readFileSync(picture.path).toString('base64')}` };
  }
  return { url: result?.kind === 'address' ? result.url : picture.url };
}
