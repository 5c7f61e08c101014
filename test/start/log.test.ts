import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { bugFields } from '../../src/discord/incoming/bug.ts';
import { createLog } from '../../src/start/log.ts';

function logging() {
  const lines: string[] = [];
  const to = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  return { lines, log: createLog({ level: 'info', secrets: ['a-bot-token'], to }) };
}

const telling = 'at https://cdn.discordapp.com/attachments/1/2/cat.png?hm=signed with a-bot-token';

test('a bug is logged with its name and stack, without addresses and secrets', () => {
  const { lines, log } = logging();

  log.error({ interaction: '1', ...bugFields(new TypeError(telling)) }, 'bug');

  expect(lines.join('')).not.toMatch(/signed|a-bot-token/);
  expect(JSON.parse(lines.join(''))).toMatchObject({
    interaction: '1',
    error: { name: 'TypeError', message: 'at [address] with [secret]', stack: expect.stringContaining('log.test.ts') },
  });
});

test('neither does any field or message hold them', () => {
  const { lines, log } = logging();

  log.warn({ request: '1-0', vendorCode: telling, status: 400 }, telling);

  expect(JSON.parse(lines.join(''))).toMatchObject({
    request: '1-0',
    vendorCode: 'at [address] with [secret]',
    status: 400,
    msg: 'at [address] with [secret]',
  });
});
