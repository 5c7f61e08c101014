/** While a job lasts, and where its ending went. The first word says that this is not the ending. */
export const progress = {
  'progress.queued': 'Queued: number {place} in line, asked {since}.',
  'progress.queued.after': 'Queued after [an earlier request]({link}), asked {since}.',
  'progress.queued.after.unseen': 'Queued after an earlier request here, asked {since}.',
  'progress.working': 'Working on it, begun {since}.',
  'progress.preview': 'Preview, not finished yet; begun {since}.',
  'progress.asked': '{text}\n“{prompt}”',
  'progress.preview.alt': 'An unfinished picture, made by AI.',

  'ending.asked-here': 'You asked [here]({link}).',
  'ending.private': 'What you asked for in private has ended; only you can open it.',
  'ending.moved': 'The answer is [here]({link}).',
  'ending.moved.direct': 'The answer went to direct messages.',
  'ending.shown': 'What you asked for in private:',
  'ending.shown.alt': 'By AI: {prompt}',
  'ending.shown.alt.picture': 'a picture',
  'ending.shown.gone': 'I do not have the original of this any more.',
  'ending.not-yours': 'Only the one who asked can open this.',
  'why.forgotten': 'That is so long ago that I no longer know.',
  'why.not-yours': 'Only the one who asked can see the reason.',

  'cancel.cancelled': 'Cancelled: nothing was sent, and nothing was charged.',
  'cancel.hidden': 'Hidden. It was sent already and cannot be called back; its message says what becomes of it.',
  'cancel.over': 'That has ended already: its message says how.',
  'cancel.not-theirs': 'Only the one who asked for it can cancel it.',
} as const;
