import { once } from 'node:events';
import { connect } from 'node:net';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { createGatewayRelay } from '../../../../src/discord/connection/gateway/relay.ts';
import type { Upgrading } from '../../../../src/discord/connection/own-agent.ts';
import { createSystemClock } from '../../../../src/lib/system-clock.ts';

test('who left before a slow proxy let it through leaves no connection to the gateway behind', async () => {
  const { promise: asked, resolve: ask } = Promise.withResolvers<void>();
  const { promise: through, resolve: letThrough } = Promise.withResolvers<Awaited<ReturnType<Upgrading['upgrade']>>>();
  const agent: Upgrading = {
    upgrade() {
      ask();
      return through;
    },
  };
  const relay = createGatewayRelay({ agent, clock: createSystemClock(), log: { warn: () => undefined } });
  const door = new URL(await relay.doorTo('wss://gateway.test/'));
  const shard = connect(Number(door.port), door.hostname);
  const upgrade = ['upgrade: websocket', 'connection: upgrade', 'sec-websocket-version: 13'];
  shard.write([`GET ${door.pathname} HTTP/1.1`, `host: ${door.host}`, ...upgrade, '', ''].join('\r\n'));
  await asked;

  shard.resetAndDestroy();
  await once(shard, 'close');
  // The door has heard of it by the time that it answers somebody else.
  const other = await fetch(`http://${door.host}/`);
  expect(other.status).toBe(404);
  const far = new PassThrough();
  letThrough({ headers: {}, socket: far });

  await expect.poll(() => far.destroyed).toBe(true);
  await relay.close();
});
