import { expect, onTestFinished, test } from 'vitest';
import { address } from '../../../scripts/sample-records.ts';
import { createConfirmations } from '../../../src/application/accepting/confirmations.ts';
import { jobId, modelId } from '../../../src/domain/ids.ts';
import { openJournalDatabase } from '../../../src/storage/sqlite/database.ts';
import { createNotes } from '../../../src/storage/sqlite/notes.ts';
import { silentLog } from '../stage.ts';
import { ask, readRecipe, stageAccepting } from './accept-job/stage.ts';

const press = jobId('101');

/** A price that its asker is to agree to. */
async function stagePrice() {
  const accepting = await stageAccepting();
  const database = openJournalDatabase(':memory:');
  onTestFinished(() => database.close());
  const notes = createNotes({ database });
  const { id } = ask;
  await notes.keepConfirmation({
    ...{ id, address, sources: [], price: 340_000, madeAt: accepting.clock.now() },
    recipe: { ...readRecipe, model: modelId('gpt-image-2'), size: 'auto', quality: 'high', background: 'auto' },
  });
  const { journal, clock } = accepting;
  const again = () => createConfirmations({ notes, journal, ask: accepting.ask, clock, log: silentLog });
  return { ...accepting, id, again, ...again() };
}

test('who presses Go ahead and then Cancel at once is not told that nothing is charged', async () => {
  const { confirm, decline, id, job } = await stagePrice();

  const [agreed, declined] = await Promise.all([confirm(id, press, address), decline(id, address.asker)]);

  expect([agreed.kind, declined]).toEqual(['accepted', 'over']);
  expect((await job(press)).state).toBe('accepted');
});

test('who presses Cancel and then Go ahead at once pays nothing', async () => {
  const { confirm, decline, id, journal } = await stagePrice();

  const [declined, agreed] = await Promise.all([decline(id, address.asker), confirm(id, press, address)]);

  expect([declined, agreed]).toEqual(['declined', { kind: 'gone' }]);
  expect(await journal.find(press)).toBeNull();
});

test('who presses Go ahead twice, with our end in between, pays once', async () => {
  const { confirm, again, id, used } = await stagePrice();

  expect((await confirm(id, press, address)).kind).toBe('accepted');
  const held = await used();

  expect(await again().confirm(id, jobId('102'), address)).toEqual({ kind: 'over' });
  expect(await used()).toEqual(held);
});
