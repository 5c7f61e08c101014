/** Short answers to messages that start no job. */
export const notices = {
  'notice.how': 'Reply to a picture, mention me, and say in words what to change. `/help` tells more.',
} as const;
