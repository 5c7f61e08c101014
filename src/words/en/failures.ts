/** How a request ends that brings no picture. */
export const failures = {
  'failure.neutral': 'I could not do that; the reason is for you alone.',
} as const;
