/** The list of words of a server, and what becomes of a request that has one of them in it. */
export const blocklist = {
  'server.blocklist.added':
    '{count, plural, =0 {Nothing new} one {Added: # entry} other {Added: # entries}}{known, plural, =0 {} one {; # was there already} other {; # were there already}}.',
  'server.blocklist.then.warn': 'Requests with them are made, with a word of warning.',
  'server.blocklist.then.refuse': 'Requests with them are refused.',
  'server.blocklist.then.report': 'Requests with them are refused, and told to the log channel.',
  'server.blocklist.nothing': 'Nothing was typed: give words, separated by commas.',
  'server.blocklist.too-many': 'A list holds at most {most} entries; nothing was added.',
  'server.blocklist.too-many-patterns': 'A list holds at most {most} patterns; nothing was added.',
  'server.blocklist.too-long': '{entry} is longer than {most} characters; nothing was added.',
  'server.blocklist.wrong.syntax': '{entry} is no pattern that I can read, at {part}; nothing was added.',
  'server.blocklist.wrong.large': '{entry} repeats too much to be tried on every request; nothing was added.',
  'server.blocklist.wrong.everything': '{entry} is found in every text; nothing was added.',
  'server.blocklist.wrong.nothing': '{entry} shows nothing that could be found; nothing was added.',
  'server.blocklist.removed':
    '{count, plural, =0 {Nothing was removed.} one {Removed: # entry.} other {Removed: # entries.}}',
  'server.blocklist.unknown': 'Not on the list: {entries}.',
  'server.blocklist.empty': 'Nothing is on the list.',
  'server.blocklist.title': '**{count, plural, one {# entry} other {# entries}}**: {rule}.',
  'server.blocklist.set':
    'Set: {rule}{count, plural, =0 {. Nothing is on the list yet} one {. # entry is on the list} other {. # entries are on the list}}.',
  'server.blocklist.no-log': 'There is no log channel yet: choose one with `/server log`.',
  'server.blocklist.action.warn': 'requests with these words are made, with a word of warning',
  'server.blocklist.action.refuse': 'requests with these words are refused',
  'server.blocklist.action.report': 'requests with these words are refused, and told to the log channel',

  'blocklist.warned': "A word in this is on this server's list; it was made all the same",
  'blocklist.yours': 'It is about {words}.',
  'blocklist.notice': "{member} asked in {place} for something that is on this server's list, and was refused. {words}",
  'blocklist.notice.words': 'The words: {words}',
} as const;
