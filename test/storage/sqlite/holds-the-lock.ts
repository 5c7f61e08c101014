import { createSystemClock } from '../../../src/lib/system-clock.ts';
import { acquireStoreLock } from '../../../src/storage/sqlite/store-lock.ts';

// Takes the lock at the path it is given, says so, and holds it until it is killed.
const [path = ''] = process.argv.slice(2);
const lock = await acquireStoreLock({ path, timeoutMs: 0, clock: createSystemClock() });
process.stdout.write(lock === false ? 'refused\n' : 'held\n');
setInterval(() => lock, 1_000);
