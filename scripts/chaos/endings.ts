import { isHidden } from '../../src/domain/jobs/job.ts';
import type { StoreContents } from './read-store.ts';

/** How the jobs ended, in words, most first: shows that a run met what it was to meet. */
export function endingsOf({ jobs, requests }: StoreContents): string {
  const words = [...jobs.map((job) => job.failure?.code ?? (isHidden(job) ? 'hidden, made' : job.state))];
  const codes = requests.flatMap(({ ending }) => (ending?.kind === 'failure' ? [ending.failure.code] : ['made']));
  return `jobs: ${counted(words)}; calls: ${counted(codes)}`;
}

const counted = (words: readonly string[]) =>
  [...Map.groupBy(words, (word) => word)]
    .map(([word, all]) => [word, all.length] as const)
    .toSorted((one, other) => other[1] - one[1])
    .map(([word, count]) => `${word} ${count}`)
    .join(', ');
