import { createServer } from 'node:http';

export interface ServedRequest {
  readonly method: string;
  readonly path: string;
  readonly userAgent: string;
  readonly authorization: string | null;
  readonly form: FormData | null;
  readonly json: unknown;
}

/** `drop`: the connection breaks without an answer. */
export type ScriptedAnswer =
  | {
      readonly status: number;
      readonly body?: unknown;
      readonly html?: string;
      readonly headers?: Record<string, string>;
    }
  | 'drop';

/** A server on loopback that gives these answers in order, and fails the test that asks once more. */
export async function startScriptedServer(...answers: readonly ScriptedAnswer[]) {
  const requests: ServedRequest[] = [];
  const left = [...answers];
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    const type = incoming.headers['content-type'] ?? '';
    const isForm = type.startsWith('multipart/');
    requests.push({
      method: incoming.method ?? '',
      path: decodeURIComponent(incoming.url ?? ''),
      userAgent: incoming.headers['user-agent'] ?? '',
      authorization: incoming.headers.authorization ?? null,
      form: isForm ? await new Response(bytes, { headers: { 'content-type': type } }).formData() : null,
      json: isForm || bytes.length === 0 ? null : JSON.parse(bytes.toString()),
    });
    const answer = left.shift() ?? { status: 418, body: { code: 0, message: 'not scripted' } };
    if (answer === 'drop') {
      incoming.socket.destroy();
      return;
    }
    const contentType = answer.html === undefined ? 'application/json' : 'text/html';
    outgoing.writeHead(answer.status, { 'content-type': contentType, ...answer.headers });
    outgoing.end(answer.html ?? JSON.stringify(answer.body ?? {}));
  });
  const sockets = new Set<object>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    apiUrl: `http://127.0.0.1:${address.port}/api`,
    requests,
    openSockets: () => sockets.size,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
