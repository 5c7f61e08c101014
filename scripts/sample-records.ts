import type { Recipe } from '../src/domain/asked/image-request.ts';
import {
  applicationId,
  channelId,
  guildId,
  jobId,
  messageId,
  modelId,
  traceId,
  userId,
  versionId,
} from '../src/domain/ids.ts';
import type { Job, PaidRequest, ReplyAddress } from '../src/domain/jobs/job.ts';
import { newRequest } from '../src/domain/jobs/new-request.ts';
import type { Reservation } from '../src/ports/store/journal.ts';

/** Records as an acceptance writes them, for the suites of the stores. */
export const recipe: Recipe = {
  prompt: 'a cat in the rain',
  model: modelId('gpt-image-2'),
  size: '1024x1536',
  quality: 'high',
  background: 'auto',
  count: 1,
};

export const address: ReplyAddress = {
  kind: 'interaction',
  application: applicationId('900'),
  token: 'a token',
  tokenExpiresAt: 900_000,
  message: null,
  replyTo: messageId('77'),
  channel: channelId('10'),
  parent: channelId('9'),
  guild: guildId('1'),
  asker: userId('50'),
  audience: 'everyone',
  locale: 'de',
  placeLocale: 'fr',
  sizeLimit: 10_485_760,
  roles: ['3', '4'],
};

export function sampleJob(id: string, changes: Partial<Job> = {}): Job {
  return {
    id: jobId(id),
    revision: 1,
    state: 'queued',
    task: {
      recipe,
      sources: [
        { kind: 'version', version: versionId('5-0-0') },
        {
          kind: 'picture',
          picture: {
            id: '33',
            url: 'https://cdn.discordapp.com/attachments/1/33/cat.png?ex=1',
            filename: 'cat.png',
            contentType: 'image/png',
            bytes: 1234,
            message: { channel: channelId('10'), id: messageId('77') },
            owner: userId('51'),
          },
        },
      ],
    },
    address,
    acceptedAt: Number(id),
    startedAt: null,
    cancelledAt: null,
    shown: { kind: 'nothing' },
    sources: null,
    warnings: [],
    failure: null,
    tries: 0,
    wakeAt: null,
    ...changes,
  };
}

export function sampleRequest(job: string, ordinal: number, changes: Partial<PaidRequest> = {}): PaidRequest {
  const request = newRequest({
    job: jobId(job),
    ordinal,
    provider: 'acedatacloud',
    operation: 'edit',
    traceId: traceId(`trace-${job}-${ordinal}`),
    wakeAt: null,
    price: 165_000,
  });
  return { ...request, revision: 1, ...changes };
}

/** For suites that are not about money. */
export const holdNothing: Reservation = { asked: { images: 0, usd: 0 }, constraints: [] };
