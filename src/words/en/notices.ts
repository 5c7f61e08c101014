/** Short answers to messages and presses that start no job. */
export const notices = {
  'notice.how': 'Reply to a picture, mention me, and say in words what to change. `/help` tells more.',
  'thread.name': 'A new picture',
  'notice.offer': 'Nothing was made. Shall I make a picture of that? For another way, `/help` tells more.',
  'notice.offer.price':
    'Nothing was made. Shall I make a picture of that, for about {price}? For another way, `/help` tells more.',
  'notice.offer.edit': 'Nothing was made. Shall I edit that picture so?',
  'notice.offer.edit.price': 'Nothing was made. Shall I edit that picture so, for about {price}?',
  'notice.offer.gone':
    'These words were kept for 15 minutes, or were used already. Write them again. Nothing was charged.',
  'notice.offer.not-yours': 'These buttons are for whoever wrote that.',
  'notice.withheld':
    'Discord does not show me that message. Open its menu and use **Apps → Edit image**, or attach the picture.',
  'notice.hint': 'Discord did not let me read that reply. Mention me in it, or press **Edit**.',
  'notice.rule': 'A rule of this server keeps the words of my answer out of here.',
  'notice.no-picture': 'That message has no picture that I can use. PNG, JPEG, WebP, GIF and AVIF will do.',
  'notice.gone-command': 'I do not have this command any more. Reload Discord to see the ones I have.',
  'notice.old-button':
    'This button is from an earlier version of me and does nothing now. Use **Apps → Edit image** on the message.',
  'notice.unknown-button': 'I do not know this button.',
  'notice.old-form':
    'This form is from an earlier version of me. Open it again and send it once more. Nothing was charged.',
  'confirm.price': 'This costs {price}. Nothing is charged before you go ahead; the buttons hold for 15 minutes.',
  'confirm.dearer':
    'This costs {price}; without the options that you chose it would be {plain}. Nothing is charged before you go ahead; the buttons hold for 15 minutes.',
  'confirm.declined': 'Cancelled. Nothing was charged.',
  'confirm.gone': 'That is over: it was cancelled, or 15 minutes have passed. Ask once more. Nothing was charged.',
  'confirm.over': 'You went ahead with that already; it is made once.',
  'confirm.not-theirs': 'Only whoever asked for this may do that.',
} as const;
