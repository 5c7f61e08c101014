import { notices } from './notices.ts';

/** English: the first language, and the contract that every other one keeps. */
export const en = {
  ...notices,
} as const;
