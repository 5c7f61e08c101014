import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** What is checked without a browser, a process or a journey: a minute, for whoever edits. */
const quick = [
  'test/{application,domain,http,lib,pictures,providers,queue,words}/**/*.test.ts',
  'test/storage/**/!(durability|store-lock).test.ts',
  'test/architecture.test.ts',
  'test/{architecture,start}/**/*.test.ts',
];
/** What takes minutes by its nature: campaigns, thousands of tries. */
const long = ['test/**/*.long.test.ts'];

/**
 * Three rings: `npm run test:quick`, `npm test` (that and everything else but the long one) and `npm run test:long`.
 * Nothing is tried again: a test that fails once in ten is red. Tests wait for events; the times below only end a wait
 * for what never comes, so a slow machine needs none of them and a failure is no slower for them elsewhere.
 */
export default defineConfig({
  test: {
    // Half of a journey is waiting: on two cores four side by side take less than half the time of one after the other.
    maxWorkers: 2 * availableParallelism(),
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000, interval: 20 } },
    dangerouslyIgnoreUnhandledErrors: false,
    projects: [
      { extends: true, test: { name: 'quick', include: quick, exclude: long } },
      { extends: true, test: { name: 'whole', include: ['test/**/*.test.ts'], exclude: [...quick, ...long] } },
      { extends: true, test: { name: 'long', include: long } },
    ],
  },
});
