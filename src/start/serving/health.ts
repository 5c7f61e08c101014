import type { Health } from '../../http/app.ts';
import type { Gauge } from '../../http/metrics.ts';
import type { OpenPictures } from '../../pictures/pictures.ts';
import type { PoolState } from '../../pictures/pool/pool.ts';
import type { Store } from '../open-store.ts';

/** How this process is, for whoever watches it. */
export function buildHealth({ journal }: Store, pictures: OpenPictures, waitingFor: ReadonlySet<string>): Health {
  return {
    missing: () => [...waitingFor],
    gauges: async () => [
      { name: 'retouch_ready', help: 'Whether members are served.', value: waitingFor.size === 0 ? 1 : 0 },
      { name: 'retouch_waiting', help: 'Paid requests not sent yet.', value: await journal.unsent() },
      { name: 'retouch_memory_bytes', help: 'Resident memory.', value: process.memoryUsage.rss() },
      ...pictureGauges(pictures.state()),
    ],
  };
}

function pictureGauges({ running, waiting, admitted, memory, refused }: PoolState): readonly Gauge[] {
  const name = (what: string) => `retouch_pictures_${what}`;
  return [
    { name: name('running'), help: 'Pictures worked on.', value: running },
    { name: name('waiting'), help: 'Pictures that wait for their turn.', value: waiting },
    { name: name('admitted_bytes'), help: 'What those that run may take.', value: admitted },
    { name: name('memory_bytes'), help: 'What all may take at once.', value: memory },
    ...Object.entries(refused).map(([why, value]) => ({
      name: name(`refused_${why.replaceAll(' ', '_')}`),
      help: `Pictures refused since the start: ${why}.`,
      value,
    })),
  ];
}
