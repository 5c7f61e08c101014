import type { RecordedRequest } from '../face/watching.ts';
import type { Json } from '../face/wire.ts';
import type { UploadPart } from '../messages/read-attachments.ts';
import type { RouteName } from '../route-names.ts';

/** One request of the bot, read whole. */
export interface RestRequest {
  readonly method: string;
  readonly path: string;
  readonly route: RouteName | null;
  readonly params: { readonly [name: string]: string };
  readonly query: URLSearchParams;
  readonly authorization: RecordedRequest['authorization'];
  readonly userAgent: string;
  readonly body: Json | undefined;
  readonly uploads: readonly UploadPart[];
  /** Bytes on the wire. */
  readonly size: number;
}

export type Answer =
  | { readonly kind: 'json'; readonly status: number; readonly body?: Json }
  | {
      readonly kind: 'raw';
      readonly status: number;
      readonly contentType: string;
      readonly bytes: Uint8Array;
      readonly headers?: { readonly [name: string]: string };
    };

export type Handler = (request: RestRequest) => Answer;

/** What each route does; the list is complete by its type. */
export type Handlers = { readonly [Name in RouteName]: Handler };

export function ok(body: Json): Answer {
  return { kind: 'json', status: 200, body };
}

export const NO_CONTENT: Answer = { kind: 'json', status: 204 };

export function param(request: RestRequest, name: string): string {
  const value = request.params[name];
  if (value === undefined) throw new Error(`The route ${request.route} has no ${name}`);
  return value;
}
