import { expect, test } from 'vitest';
import { userId } from '../../../src/domain/ids.ts';
import { startMessengerStage } from './messenger-stage.ts';

test('direct messages that can never be opened are told from those that Discord does not open just now', async () => {
  await using stage = await startMessengerStage();
  const { discord } = stage;
  const messenger = stage.newMessenger();
  const ada = userId(stage.asker);
  const route = /^POST \/users\/@me\/channels/;

  discord.failNext({ kind: 'status', status: 403, code: 50007, route });
  expect(await messenger.directChannel(ada)).toBe('refused');
  discord.failNext({ kind: 'status', status: 404, code: 10013, route });
  expect(await messenger.directChannel(ada)).toBe('refused');
  const down = discord.failNext({ kind: 'status', status: 503, route, times: Number.POSITIVE_INFINITY });
  expect(await messenger.directChannel(ada)).toBe('later');
  down.cancel();
  expect(await messenger.directChannel(ada)).toBe(discord.openDm(stage.asker));
});
