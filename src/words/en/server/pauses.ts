/** Members who may not use the bot in a server for a while. */
export const pauses = {
  'server.pause.paused': '{member} may not use me here until {when}.',
  'server.pause.ended': '{member} may use me here again.',
  'server.pause.none': '{member} was not paused; nothing was changed.',
  'server.pause.yourself': 'You cannot pause yourself.',

  'pause.notice': '{manager} paused {member} until {when}.',
  'pause.notice.itself':
    "{member} is paused until {when}: the image service's moderation refused three of their requests within ten minutes.",
  'pause.notice.ended': '{manager} ended the pause of {member}.',
} as const;
