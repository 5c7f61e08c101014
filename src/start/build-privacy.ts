import { createTakeAway } from '../application/characters/take-away.ts';
import { createCancelJob } from '../application/jobs/cancel-job.ts';
import { createDeleteMembers, type DeleteMembers } from '../application/privacy/delete-members.ts';
import { createEraseVersion } from '../application/privacy/erase-version.ts';
import type { Runtime } from '../ports/runtime.ts';
import type { Store } from './open-store.ts';

/** What takes data out of the store because somebody wants it so. */
export function buildDeleting(store: Store, runtime: Runtime, wake: () => void): DeleteMembers {
  const { privacy, index, versions, characters, images, journal } = store;
  return createDeleteMembers({
    ...{ privacy, index, versions, characters, images },
    takeAway: createTakeAway({ characters, images }),
    eraseVersion: createEraseVersion({ versions, index, images }),
    cancel: createCancelJob({ journal, ...runtime, wake }),
    ...runtime,
  });
}
