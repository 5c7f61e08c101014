import { refuse } from '../../core/discord-error.ts';
import type { Realm } from '../../realm.ts';
import { json } from '../../world/payloads.ts';
import { type Handlers, NO_CONTENT, ok, param, type RestRequest } from '../rest-request.ts';

type Routes =
  | 'POST /interactions/:interaction/:token/callback'
  | 'POST /webhooks/:application/:token'
  | 'GET /webhooks/:application/:token/messages/:message'
  | 'PATCH /webhooks/:application/:token/messages/:message'
  | 'DELETE /webhooks/:application/:token/messages/:message';

/** The routes that need no bot token, only the interaction's own. */
export function interactionHandlers({ callback, webhook, renderer, applicationId }: Realm): Pick<Handlers, Routes> {
  const tokenOf = (request: RestRequest): string => {
    if (param(request, 'application') !== applicationId) throw refuse('unknown webhook');
    return param(request, 'token');
  };
  return {
    'POST /interactions/:interaction/:token/callback': (request) => {
      const { body, uploads, query } = request;
      const response = callback({ id: param(request, 'interaction'), token: param(request, 'token'), body, uploads });
      // The client always sends it, mostly as "false" (reference 10.2).
      return query.get('with_response') === 'true' ? ok(response) : NO_CONTENT;
    },
    // A follow-up always waits: `wait` changes nothing.
    'POST /webhooks/:application/:token': (request) =>
      ok(json(renderer.message(webhook.followUp(tokenOf(request), request.body, request.uploads)))),
    'GET /webhooks/:application/:token/messages/:message': (request) =>
      ok(json(renderer.message(webhook.read(tokenOf(request), param(request, 'message'))))),
    'PATCH /webhooks/:application/:token/messages/:message': (request) => {
      const { body, uploads } = request;
      return ok(json(renderer.message(webhook.edit(tokenOf(request), param(request, 'message'), body, uploads))));
    },
    'DELETE /webhooks/:application/:token/messages/:message': (request) => {
      webhook.remove(tokenOf(request), param(request, 'message'));
      return NO_CONTENT;
    },
  };
}
