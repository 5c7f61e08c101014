import type { Realm } from '../../realm.ts';
import { type Answer, type Handler, type Handlers, param } from '../rest-request.ts';

type Routes = 'GET /attachments/:channel/:attachment/:name' | 'GET /ephemeral-attachments/:channel/:attachment/:name';

/** The CDN: an address works while its signature holds, it has not expired and the file is still there (reference, section 2). */
export function cdnHandlers({ files, addresses }: Realm): Pick<Handlers, Routes> {
  const gone: Answer = {
    kind: 'raw',
    status: 404,
    contentType: 'text/plain;charset=UTF-8',
    bytes: Buffer.from('This content is no longer available.'),
  };
  const serve: Handler = (request) => {
    if (!addresses.isValid(request.path, request.query)) return gone;
    const file = files.find(param(request, 'attachment'));
    if (!file) return gone;
    return {
      kind: 'raw',
      status: 200,
      contentType: file.contentType ?? 'application/octet-stream',
      bytes: file.bytes,
      // A page of another origin may draw it on a canvas.
      headers: { 'access-control-allow-origin': '*', 'cache-control': 'private, max-age=31536000' },
    };
  };
  return {
    'GET /attachments/:channel/:attachment/:name': serve,
    'GET /ephemeral-attachments/:channel/:attachment/:name': serve,
  };
}
