/** `/history` and **Undo**. */
export const history = {
  'history.none': 'There are no versions here yet. `/imagine` makes the first, or reply to a picture and mention me.',
  'history.private': 'private',
  'history.wordless': 'words that a rule of this server keeps out',
  'history.with': 'with {names}',
  'history.current': 'current',
  'history.shown': '-# Versions {newest} to {oldest}',
  'history.from': 'from {version}',
  'history.from.deleted': 'from a deleted version',
  'history.from.elsewhere': 'from elsewhere',
  'history.you': 'you',
  'history.alt': 'A tree of versions, each beneath what it was made from.',
  'history.alt.version': '{version}: {prompt}',
  'history.continue.placeholder': 'Continue from …',
  'history.jump.placeholder': 'Show another part …',
  'history.jump.newest': 'The newest',
  'history.jump.oldest': 'The oldest',
  'history.jump.current': 'Around the current one',
  'history.jump.from': 'From version {version} on back',
  'history.choice': '{number}: {prompt}',
  'history.choice.current': '{number} (current): {prompt}',
  'history.version': 'Version {number}',
  'history.moved': '{version} is current now.',
  'history.moved.own': '{version} is current now for {member}.',
  'history.moved.none':
    'No version is current here now. Start anew with `/imagine`, or `/edit` with a picture; `/history redo` takes this back.',
  'history.no-current': 'There is no current version here, so there is nothing to go back from.',
  'history.parent-gone':
    'What this was made from was deleted, so it is the oldest that is left here, and there is nothing to go back to.',
  'history.nothing-ahead':
    'There is nothing to go forward to: `/history redo` takes back an undo or a continue, until something new is made.',
  'history.reset':
    'No version is current here now, and nothing was deleted: `/history show` lists them all, and `/history continue` goes on from any.',
  'history.reset.ask':
    'Reset this for everybody here? No version is current then, so the next picture begins anew. Nothing is deleted.',
  'history.reset.over': 'That question was answered before, or is older than 15 minutes; nothing was changed.',
  'history.reset.not-theirs': 'Only the one who asked can answer that; nothing was changed.',
  'history.reset.kept': 'Nothing was changed.',
  'history.elsewhere': 'That picture belongs to another channel, so it cannot be the current one here.',
  'history.export.none': 'There are no versions here yet, so there is nothing to export.',
  'history.export.sent':
    'The history of this place is on its way to your direct messages: {link}. {parts, plural, one {It is one file.} other {It is # files, one message each, for one folder; the others follow that one. If one of them does not come, ask again.}}',
  'history.export.message':
    'The history of {channel}{parts, plural, one {} other {, part {part} of {parts}}}: {part, plural, one {unpack it and open `index.html`.} other {unpack it into the same folder as the first.}}{left, plural, =0 {} one { One picture is too large to be sent; **Full size** under it shows it.} other { # pictures are too large to be sent; **Full size** under them shows them.}}',
  'history.export.refused':
    'Discord does not let me write to you directly, so here it is. {parts, plural, one {It is all of it.} other {It is the first of # files, with the page; the others need direct messages: allow them for this server (its name → Privacy Settings), or write to me, then ask again.}}',
  'history.export.alt': 'The history of this place, as a zip archive',
  'history.export.busy': 'An export of yours is being packed already, or too many others are. Ask again in a minute.',
  'history.export.too-soon': 'You had this history a moment ago. You can ask again {when}.',
  'history.page.title':
    '{older, select, yes {The newest {versions, number} versions} other {{versions, plural, one {# version} other {# versions}}}}',
  'history.page.from': 'from {version}',
  'history.page.by': 'by member {member}',
  'history.page.copy': 'The copy that was shown; the original is gone.',
  'history.page.gone': 'The picture is gone.',
  'history.page.too-large': 'The picture is too large to be sent.',
  'history.page.open': 'Open it (for a day)',
  'history.page.in-part': 'In part {part}',
  'history.page.cost': '{images, plural, one {{cost}} other {{cost} for # pictures}}',
  'history.unknown-version': 'I do not know that version here. `/history show` lists the ones there are.',
} as const;
