import { expect, test } from 'vitest';
import { storePaths } from '../../src/storage/store-paths.ts';

test('journal, lock, key and deletion list lie beside the versions', () => {
  expect(storePaths('data/retouch.sqlite')).toEqual({
    versions: 'data/retouch.sqlite',
    journal: 'data/retouch.journal.sqlite',
    lock: 'data/retouch.lock.sqlite',
    memberKey: 'data/retouch.member-key',
    deleted: 'data/retouch.sqlite.deleted',
  });
  expect(storePaths('/var/lib/bot')).toEqual({
    versions: '/var/lib/bot',
    journal: '/var/lib/bot.journal.sqlite',
    lock: '/var/lib/bot.lock.sqlite',
    memberKey: '/var/lib/bot.member-key',
    deleted: '/var/lib/bot.deleted',
  });
});
