import type { BotProcess } from './bot-process.ts';
import type { Broadcast } from './broadcast.ts';
import type { DecoderStatus } from './protocol.ts';

/** Asks the bot, as an operator's monitoring would, what it does with pictures. */
export function watchDecoder({
  httpPort,
  bot,
  broadcast,
}: {
  readonly httpPort: number;
  readonly bot: Pick<BotProcess, 'status'>;
  readonly broadcast: Pick<Broadcast, 'publish'>;
}) {
  let status: DecoderStatus | null = null;
  let isAsking = false;
  const timer = setInterval(() => {
    if (isAsking) return;
    isAsking = true;
    void ask().then((decoder) => {
      isAsking = false;
      if (JSON.stringify(decoder) === JSON.stringify(status)) return;
      status = decoder;
      broadcast.publish({ kind: 'decoder', decoder });
    });
  }, everyMs);
  return { status: () => status, stop: () => clearInterval(timer) };

  /** Never rejects. */
  async function ask(): Promise<DecoderStatus | null> {
    if (bot.status().state !== 'ready') return null;
    try {
      const answer = await fetch(`http://127.0.0.1:${httpPort}/metrics`, { signal: AbortSignal.timeout(2_000) });
      return readMetrics(await answer.text());
    } catch {
      // It was killed, or stands still: that is the status's to say.
      return null;
    }
  }
}

const everyMs = 400;

/** Null: a bot that says nothing of pictures. */
function readMetrics(text: string): DecoderStatus | null {
  const gauges = new Map(
    [...text.matchAll(/^retouch_pictures_(\w+) (\d+)$/gm)].map(([, name = '', value]) => [name, Number(value)]),
  );
  const refused = [...gauges].filter(([name]) => name.startsWith('refused_'));
  const gauge = (name: string) => gauges.get(name) ?? 0;
  if (!gauges.has('running')) return null;
  return {
    running: gauge('running'),
    waiting: gauge('waiting'),
    refused: refused.reduce((sum, [, count]) => sum + count, 0),
    admittedMb: Math.round(gauge('admitted_bytes') / 1e6),
    memoryMb: Math.round(gauge('memory_bytes') / 1e6),
  };
}
