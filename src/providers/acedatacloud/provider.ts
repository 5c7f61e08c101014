import type { RequestId } from '../../domain/ids.ts';
import { type Dimensions, dimensionsOf } from '../../domain/size.ts';
import type {
  CallContext,
  CheckOutcome,
  FindOutcome,
  ImageProvider,
  Outcome,
  ProviderRequest,
  SubmitOutcome,
} from '../../ports/image-provider.ts';
import { keepPictures } from '../keep-pictures.ts';
import { readText, type Upstream } from '../upstream.ts';
import { failureOf } from '../upstream-failure.ts';
import { type Manner, paidCall } from './call-body.ts';
import { handleFor, readHandle, writeHandle } from './handle.ts';
import { answered, taskOutcome, type WireOutcome } from './outcome.ts';
import { createTasks, type TaskAnswer, tasksPerQuestion } from './tasks.ts';
import { createVendorLine } from './vendor-line.ts';
import { readAnswer, readError } from './wire.ts';

export interface AceDataCloudOptions {
  readonly upstream: Upstream;
  readonly baseUrl: string;
  readonly token: string;
  /** `sync` holds the connection until the picture is made; the others are answered with a task. `callback` also hands over an address to call. */
  readonly mode: 'sync' | 'poll' | 'callback';
}

/** AceDataCloud's OpenAI-shaped image API (reference, sections 1 to 6). In every mode it can be asked by our trace id. */
export function createAceDataCloud({ upstream, baseUrl, token, mode }: AceDataCloudOptions): ImageProvider {
  const line = createVendorLine({ upstream, baseUrl, token });
  const tasks = createTasks(line);
  const common = {
    name: 'acedatacloud',
    takesCallback: mode === 'callback',
    takesAddresses: true,
    deadlineMs,
    find,
    check,
  } as const;
  if (mode === 'sync') {
    return { ...common, answers: 'immediate', generate: (request, context) => submit(request, 'held open', context) };
  }
  return {
    ...common,
    answers: 'polled',
    submit: (request, context) => submit(request, 'as a task', context),
    checkMany,
  };

  async function submit(request: ProviderRequest, manner: Manner, context: CallContext): Promise<SubmitOutcome> {
    const { path, body } = paidCall(request, manner);
    const heldMs = manner === 'held open' ? deadlineMs(dimensionsOf(request.size ?? 'auto')) : acceptanceMs;
    const outcome = await line.pay(path, body, heldMs, context.signal, readText);
    if (outcome.kind === 'not sent') {
      return { kind: 'failed', failure: { code: 'unreachable', vendorCode: outcome.reason } };
    }
    if (outcome.kind === 'lost') {
      const { reason: vendorCode, status } = outcome;
      return unknown({ vendorCode, ...(status === undefined ? {} : { status }) });
    }
    const { head, value: text } = outcome;
    if (head.status >= 300) {
      const error = readError(text);
      const failure = failureOf({ error, head, vendorTrace: error?.traceId ?? head.header('x-request-id') });
      return failure.code === 'outcome_unknown' ? unknown(failure) : { kind: 'failed', failure };
    }
    const answer = readAnswer(text);
    const said = answer === null ? { kind: 'senseless' as const } : answered(answer, expected(manner));
    if (said.kind === 'senseless') return unknown({ vendorCode: 'no sense', status: head.status });
    if (said.kind === 'accepted') return { kind: 'accepted', handle: writeHandle({ task: said.task }) };
    return keep(said, request.id, context);
  }

  async function find(traceId: ProviderRequest['traceId'], id: RequestId, context: CallContext): Promise<FindOutcome> {
    const answer = await tasks.one({ trace_id: traceId }, context);
    const outcome = await read(answer, id, context);
    if (outcome.kind !== 'running') return outcome;
    const task = answer.kind === 'record' ? answer.record.id : undefined;
    return { kind: 'running', handle: writeHandle(handleFor(task, traceId)) };
  }

  async function check(text: string, id: RequestId, context: CallContext): Promise<CheckOutcome> {
    const handle = readHandle(text);
    return read(
      await tasks.one('task' in handle ? { id: handle.task } : { trace_id: handle.trace }, context),
      id,
      context,
    );
  }

  async function checkMany(
    calls: readonly { readonly handle: string; readonly id: RequestId }[],
    context: CallContext,
  ): Promise<readonly CheckOutcome[]> {
    const outcomes = new Map<RequestId, CheckOutcome>();
    const byTask = calls.flatMap(({ handle: text, id }) => {
      const handle = readHandle(text);
      return 'task' in handle ? [{ task: handle.task, id }] : [];
    });
    for (let from = 0; from < byTask.length; from += tasksPerQuestion) {
      const page = byTask.slice(from, from + tasksPerQuestion);
      const answers = await tasks.several(
        page.map(({ task }) => task),
        context,
      );
      for (const [index, { id }] of page.entries()) {
        const answer = answers[index];
        if (answer !== undefined) outcomes.set(id, await read(answer, id, context));
      }
    }
    const inOrder: CheckOutcome[] = [];
    for (const { handle, id } of calls) inOrder.push(outcomes.get(id) ?? (await check(handle, id, context)));
    return inOrder;
  }

  async function read(answer: TaskAnswer, id: RequestId, context: CallContext): Promise<CheckOutcome> {
    if (answer.kind !== 'record') return answer;
    const outcome = taskOutcome(answer.record);
    return outcome.kind === 'running' ? outcome : keep(outcome, id, context);
  }
}

const expected = (manner: Manner) => (manner === 'held open' ? 'pictures' : 'a task');

async function keep(outcome: WireOutcome, id: RequestId, { scratch }: CallContext): Promise<Outcome> {
  if (outcome.kind === 'failed') return outcome;
  return { kind: 'made', pictures: await keepPictures(outcome.pictures, id, scratch) };
}

const unknown = (seen: { readonly vendorCode?: string; readonly status?: number; readonly vendorTrace?: string }) =>
  ({ kind: 'unknown', failure: { ...seen, code: 'outcome_unknown' } }) as const;

/** How long a task may take to be taken. */
const acceptanceMs = 120_000;

const minute = 60_000;

/** Above this the vendor calls sizes experimental; 4K takes it four to eight minutes (reference, 4.1 and 6.4). */
const usualPixels = 2560 * 1440;

function deadlineMs(size: Dimensions | null): number {
  return size !== null && size.width * size.height > usualPixels ? 15 * minute : 10 * minute;
}
