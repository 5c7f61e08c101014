import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createPublicConnections } from '../../../src/providers/http/download-connections.ts';
import { startLocalServer } from '../local-server.ts';

test('a name is connected to at the addresses that were looked at', async () => {
  const server = await startLocalServer((_, response) => response.end('here'));
  const asked: string[] = [];
  const looked: string[] = [];
  const connections = createPublicConnections(
    (hostname, done) => {
      asked.push(hostname);
      done(null, [{ address: '127.0.0.1', family: 4 }]);
    },
    (address) => {
      looked.push(address);
      return false;
    },
  );
  onTestFinished(() => connections.destroy());
  const origin = `http://pictures.test:${server.port}`;
  const answer = await connections.request({ origin, path: '/a.png', method: 'GET' });
  expect(await answer.body.text()).toBe('here');
  expect(server.received[0]?.headers.host).toBe(`pictures.test:${server.port}`);
  expect([asked, looked]).toEqual([['pictures.test'], ['127.0.0.1']]);
});

test('a name is proven by its certificate even when its address was looked at', async () => {
  const hellos: Buffer[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined).once('data', (hello) => socket.destroy(void hellos.push(hello) as undefined));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const connections = createPublicConnections(
    (_, done) => done(null, [{ address: '127.0.0.1', family: 4 }]),
    () => false,
  );
  onTestFinished(async () => {
    await connections.destroy();
    server.close();
  });
  const request = connections.request({ origin: `https://pictures.test:${port}`, path: '/', method: 'GET' });
  await expect(request).rejects.toThrow();
  // The handshake names the host that was asked for.
  expect(hellos[0]?.includes('pictures.test')).toBe(true);
});

test('a name that cannot be resolved is an error of its own', async () => {
  const connections = createPublicConnections((_, done) => done(Object.assign(new Error(), { code: 'ENOTFOUND' }), []));
  onTestFinished(() => connections.destroy());
  const request = connections.request({ origin: 'https://nobody.test', path: '/', method: 'GET' });
  await expect(request).rejects.toMatchObject({ code: 'ENOTFOUND' });
});
