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
  'history.nothing-ahead':
    'There is nothing to go forward to: `/history redo` takes back an undo or a continue, until something new is made.',
  'history.reset':
    'No version is current here now, and nothing was deleted: `/history show` lists them all, and `/history continue` goes on from any.',
  'history.reset.ask':
    'What is current here is so for everybody. Shall it be nothing, so that the next picture begins anew? Nothing is deleted.',
  'history.reset.over': 'That question was answered before, or is older than 15 minutes; nothing was changed.',
  'history.reset.not-theirs': 'Only the one who asked can answer that; nothing was changed.',
  'history.reset.kept': 'Nothing was changed.',
  'history.elsewhere': 'That picture belongs to another channel, so it cannot be the current one here.',
  'history.unknown-version': 'I do not know that version here. `/history show` lists the ones there are.',
} as const;
