/** `/history` and **Undo**. */
export const history = {
  'history.none': 'There are no versions here yet. `/imagine` makes the first, or reply to a picture and mention me.',
  'history.private': 'private',
  'history.with': 'with {names}',
  'history.current': 'current',
  'history.choice': '{number}: {prompt}',
  'history.choice.current': '{number} (current): {prompt}',
  'history.version': 'Version {number}',
  'history.moved': '{version} is current now.',
  'history.moved.none': 'No version is current here now. Start anew with `/imagine`, or `/edit` with a picture.',
  'history.no-current': 'There is no current version here, so there is nothing to go back from.',
  'history.parent-gone':
    'What this was made from was deleted, so it is the oldest that is left here, and there is nothing to go back to.',
  'history.elsewhere': 'That picture belongs to another channel, so it cannot be the current one here.',
  'history.unknown-version': 'I do not know that version here. `/history show` lists the ones there are.',
} as const;
