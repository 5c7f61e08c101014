import type { ChannelId } from '../../domain/ids.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Messenger, OperatorNotice } from '../../ports/messenger.ts';
import type { Ledger } from '../../ports/store/ledger.ts';

export interface OperatorNotices {
  /** Tells it once under this name, also across restarts. Never rejects, and nobody has to wait for it. */
  tell(about: string, notice: OperatorNotice): Promise<void>;
  /** It is over: should it come again, it is told again. Never rejects. */
  over(about: string): Promise<void>;
}

/** After a channel took nothing: looked at again, as maintenance comes round much more often. */
const triedAgainAfter = 600_000;

/** The operator's own channel (`OPERATOR_CHANNEL`); where there is none, nothing is told, and nothing is written down. */
export function createOperatorNotices({
  channel,
  ledger,
  messenger,
  clock,
  log,
}: {
  readonly channel: ChannelId | null;
  readonly ledger: Pick<Ledger, 'claimTold' | 'forgetTold'>;
  readonly messenger: Pick<Messenger, 'tellOperator'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
}): OperatorNotices {
  /** What this process knows to be told, so that asking again costs nothing. */
  const told = new Set<string>();
  let pausedUntil = 0;

  return {
    async tell(about, notice) {
      const now = clock.now();
      if (channel === null || told.has(about) || now < pausedUntil) return;
      told.add(about);
      try {
        // Before it is posted: told twice would be worse than a notice lost in a crash, which the log has, too.
        if (!(await ledger.claimTold(about))) return;
        const id = `o${hashOf(about)}${now.toString(36)}`;
        const posted = await messenger.tellOperator(channel, notice, id);
        if (posted === 'told') return;
        log.warn({ channel, told: posted }, 'the operator’s channel took no notice');
        pausedUntil = now + triedAgainAfter;
        await forget(about);
      } catch (error) {
        told.delete(about);
        log.error({ error }, 'a notice to the operator failed');
      }
    },

    async over(about) {
      if (channel === null) return;
      try {
        await forget(about);
      } catch (error) {
        log.error({ error }, 'a notice to the operator could not be forgotten');
      }
    },
  };

  async function forget(about: string): Promise<void> {
    told.delete(about);
    await ledger.forgetTold(about);
  }
}

/** Short enough for a nonce, of which Discord takes 25 characters; seven for this, and eight for the milliseconds. */
function hashOf(text: string): string {
  let hash = 0;
  for (const character of text) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return hash.toString(36);
}
