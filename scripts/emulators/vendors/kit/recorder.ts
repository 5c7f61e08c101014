import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RecordedRequest } from './recorded.ts';

type Filling = { -readonly [Key in keyof RecordedRequest]: RecordedRequest[Key] };

/** A request is listed on arrival and filled in until it has ended. */
export function createRecorder(token: string, ended: (request: RecordedRequest) => void) {
  const requests: Filling[] = [];
  let arrived = 0;
  return {
    requests: requests as readonly RecordedRequest[],
    forget: () => void requests.splice(0),
    arrive(request: IncomingMessage, response: ServerResponse): Filling {
      arrived += 1;
      const at = Date.now();
      const url = new URL(request.url ?? '/', 'http://localhost');
      const { authorization, cookie: _cookie, ...headers } = request.headers;
      const recorded: Filling = {
        number: arrived,
        at,
        method: request.method ?? '',
        path: decodeURIComponent(url.pathname),
        query: Object.fromEntries(url.searchParams),
        headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
        authorization:
          authorization === undefined ? 'missing' : authorization === `Bearer ${token}` ? 'right' : 'wrong',
        json: undefined,
        fields: [],
        files: [],
        bodyBytes: 0,
        status: undefined,
        durationMs: undefined,
        ended: undefined,
        taskId: undefined,
      };
      requests.push(recorded);
      response.once('close', () => {
        recorded.durationMs = Date.now() - at;
        recorded.status = response.headersSent ? response.statusCode : undefined;
        recorded.ended ??= response.writableFinished ? 'answered' : 'abandoned';
        ended(recorded);
      });
      return recorded;
    },
  };
}

export type Recording = Filling;
