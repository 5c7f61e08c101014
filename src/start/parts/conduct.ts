import { createKeepAttempts } from '../../application/accepting/keep-attempts.ts';
import { createConduct } from '../../application/conduct/conduct.ts';
import { createHiddenWords } from '../../application/conduct/hidden-words.ts';
import { createPauseServices } from '../../application/conduct/pauses.ts';
import { createServerNotices } from '../../application/conduct/server-notices.ts';
import { createWording } from '../../application/conduct/wording.ts';
import type { Messenger } from '../../ports/messenger.ts';
import type { Runtime } from '../../ports/runtime.ts';
import type { Store } from '../open-store.ts';

export type BuiltConduct = ReturnType<typeof buildConduct>;

/** How members behave, and who is told of it. */
export function buildConduct(
  { guildSettings: settings, pauses: pauseStore, attempts }: Store,
  { messenger, runtime }: { readonly messenger: Messenger; readonly runtime: Runtime },
) {
  const notices = createServerNotices({ settings, messenger, ...runtime });
  const pauses = createPauseServices({ pauses: pauseStore, notices, ...runtime });
  const wording = createWording({ settings });
  const keepAttempts = createKeepAttempts({ attempts, wording, settings, ...runtime });
  const hiddenWords = createHiddenWords({ wording });
  return { notices, pauses, keepAttempts, hiddenWords, ...createConduct({ wording, pauses, notices }) };
}
