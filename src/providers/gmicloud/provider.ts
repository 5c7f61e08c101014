import { z } from 'zod';
import type { RequestId } from '../../domain/ids.ts';
import type { CallContext, CheckOutcome, Outcome, PolledProvider, SubmitOutcome } from '../../ports/image-provider.ts';
import {
  afterPaying,
  afterRefusal,
  noImage,
  questionRefused,
  senseless,
  senselessAnswer,
  withoutAnswer,
} from '../http/paid-answer.ts';
import type { Upstream, UpstreamBody, UpstreamOutcome } from '../http/upstream.ts';
import type { AnswerHead } from '../http/upstream-answer.ts';
import { taskFailureOf } from '../http/upstream-failure.ts';
import { keepPictures } from '../streams/keep-pictures.ts';
import { type FiledJson, readJson } from '../streams/read-json.ts';
import { submission } from './call-body.ts';
import { pictureFields, type QueueRecord, readError, readRecord } from './wire.ts';

export interface GmiCloudOptions {
  readonly upstream: Upstream;
  readonly baseUrl: string;
  readonly key: string;
}

/**
 * GMI Cloud's request queue (reference, sections 1 to 6). It takes no id of ours and documents no list that would do in
 * its place, so a submission whose answer is lost cannot be found: its outcome stays unknown.
 */
export function createGmiCloud({ upstream, baseUrl, key }: GmiCloudOptions): PolledProvider {
  return {
    name: 'gmicloud',
    answers: 'polled',
    takesCallback: false,
    takesAddresses: true,
    // The reference's 3 to 5 seconds.
    checkAtLeastEveryMs: 4_500,
    deadlineMs: () => 600_000,

    async submit(request, context): Promise<SubmitOutcome> {
      // The catalogue says so too; the others would be left out without a word.
      if (request.sources.length > 1) return { kind: 'failed', failure: { code: 'too_many_sources', most: 1 } };
      const outcome = await send('', { kind: 'json', value: submission(request) }, context);
      return afterPaying(outcome, (json, head) => taken(head, json, request.id, context));
    },

    async check(handle, id, context): Promise<CheckOutcome> {
      const { request } = handleSchema.parse(JSON.parse(handle));
      const outcome = await send(`/${encodeURIComponent(request)}`, undefined, context);
      if (outcome.kind !== 'answered') return withoutAnswer(outcome);
      const { head } = outcome;
      await using json = outcome.value;
      const error = readError(json.value);
      if (head.status === 404 && error !== null) return { kind: 'absent' };
      if (head.status >= 300) return questionRefused({ error, head });
      const record = readRecord(json.value);
      if (record === null) return senselessAnswer();
      // Somebody else's says nothing about ours.
      if (record.id !== undefined && record.id !== request) return { kind: 'absent' };
      return (await endOf(record, id, context, json)) ?? { kind: 'running' };
    },
  };

  /** To the queue where there is a body, else a question, for nothing. */
  function send(
    path: string,
    body: UpstreamBody | undefined,
    context: CallContext,
  ): Promise<UpstreamOutcome<FiledJson>> {
    const isPaid = body !== undefined;
    return upstream.send(
      {
        method: isPaid ? 'POST' : 'GET',
        baseUrl,
        path: `${queuePath}${path}`,
        headers: { authorization: `Bearer ${key}` },
        ...(isPaid ? { body } : {}),
        paid: isPaid,
        silenceMs: isPaid ? acceptanceMs : 30_000,
        totalMs: isPaid ? acceptanceMs + uploadMs : 120_000,
        maxBytes,
        signal: context.signal,
      },
      (answer) => readJson(answer, context.scratch, pictureFields),
    );
  }
}

const queuePath = '/api/v1/ie/requestqueue/apikey/requests';

/** How long a submission may take to be taken, and a picture to be uploaded. */
const acceptanceMs = 120_000;
const uploadMs = 120_000;

/** A picture of 64 MB as base64, and what stands around it: though addresses are documented, a picture may come inside. */
const maxBytes = 96_000_000;

const handleSchema = z.object({ request: z.string() });
type Handle = z.infer<typeof handleSchema>;

/** The answer to a submission. It may have ended by then. */
async function taken(head: AnswerHead, answer: FiledJson, id: RequestId, context: CallContext): Promise<SubmitOutcome> {
  await using json = answer;
  if (head.status >= 300) {
    return afterRefusal({ error: readError(json.value), head, vendorTrace: head.header('x-request-id') });
  }
  const record = readRecord(json.value);
  const ended = record && (await endOf(record, id, context, json));
  if (ended) return ended;
  if (record?.id === undefined) return senseless(head);
  return { kind: 'accepted', handle: JSON.stringify({ request: record.id } satisfies Handle) };
}

/** Null: it is at work. */
async function endOf(
  { id: request, status, word, pictures, prompt: sent, message }: QueueRecord,
  id: RequestId,
  { scratch }: CallContext,
  json: FiledJson,
): Promise<Outcome | null> {
  if (status === 'running') return null;
  if (status === 'failed') return { kind: 'failed', failure: taskFailureOf({ code: word, message }, request) };
  if (pictures.length === 0) return noImage(request);
  return { kind: 'made', pictures: await keepPictures(pictures, { id, scratch, json, sent }) };
}
