/** What failed and may be asked once more, and whom to ask where a server's list of words refuses it. */
export const attempts = {
  'button.try-again': 'Try again',
  'button.other-words': 'Change the words',
  'button.appeal': 'Ask a moderator',
  'button.send-appeal': 'Send to the moderators',
  'button.allow-once': 'Allow once',
  'form.other-words.title': 'Try again',
  'try-again.gone': 'That was asked again already, or more than 24 hours ago. Nothing was charged.',
  'try-again.not-theirs': 'Only whoever asked for this may do that.',
  'try-again.forbidden': 'A rule of this server does not allow that. Nothing was charged.',

  'appeal.ask':
    'The moderators of this server will read your words, and may allow them once. Nothing is charged before.',
  'appeal.sent': 'The moderators were asked. If they allow it, it is made, and you are told.',
  'appeal.asked': 'The moderators were asked already.',
  'appeal.nowhere': 'This server has no channel for that now; nothing was sent.',
  'appeal.over': 'That was allowed already.',
  'appeal.moderators-only': 'Only those who moderate here may do that.',
  'appeal.not-made': 'It could not be made: {reason}',
  'appeal.allowed': 'Allowed once by {moderator}.',
  'appeal.notice': "{member} asks in {place} for what this server's list of words refused: {words}",
} as const;
