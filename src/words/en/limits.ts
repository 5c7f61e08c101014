/** Limits, and what is left of them. Dollars come ready-made, e.g. `$0.25`. */
export const limits = {
  'price.under': 'under {amount}',
  'price.up-to': 'up to {amount}',

  'amount.pictures': '{count, plural, one {# picture} other {# pictures}}',
  'limit.of': '{owner} of {amount} {per, select, day {a day} week {a week} other {a month}}',
  'limit.line': '{subject}: {amount} {per, select, day {a day} week {a week} other {a month}}',
  'limit.owner.member': 'your own limit',
  'limit.owner.role': "your role's limit",
  'limit.owner.default': "each member's limit",
  'limit.owner.server': "this server's limit",
  'limit.owner.operator.guild': "the operator's limit for this server",
  'limit.owner.operator.operator': "the operator's limit for all servers",
  'limit.owner.operator.member': "the operator's limit for each member",
  'limit.subject.guild': 'the whole server',
  'limit.subject.each-member': 'each member',
  'limit.subject.role': 'each holder of {role}',

  'limit.unit': '{unit, select, images {pictures} other {US dollars}}',
  'limit.per': '{per, select, day {a day} week {a week} other {a month}}',
  'limit.unreadable': 'an entry that cannot be read, and binds nobody',

  'page.of': '-# Page {page} of {pages}',
  'page.number': '-# Page {page}',

  'quota.line': '{limit}: **{left}**; it returns {when}',
  'quota.line.alt': '{limit}: {left}',
  'quota.left': '{left} of {amount} left',
  'quota.in-hand': 'Being made for you now: {amount}.',
  'quota.in-hand.nothing': 'Being made for you now: nothing.',
  'quota.unlimited': 'No limit binds you here.',

  'server.managers-only': 'Only those who manage this server may do that.',
  'server.limit.set': 'Set: {limit}.',
  'server.limit.one-subject': 'A limit is for a member or for a role, not for both: leave one of them out.',
  'server.limit.whole-pictures': 'Pictures come whole: give a whole number, or choose `usd` as the unit.',
  'server.limit.too-much':
    'That is more than a limit can be: at most 1,000,000. For no limit at all, use `/server limit clear`.',
  'server.limit.too-little': 'That is too little to be a limit: at least $0.001, or 0 for nothing at all.',
  'server.limit.clear.ask': 'Take all these {count} limits away?',
  'server.limit.clear.more': '… and {count} more',
  'server.limit.clear.over':
    'This question is over, and nothing was taken away now. Use `/server limit clear` once more.',
  'server.limit.cleared':
    '{count, plural, =0 {No limit matches that.} one {Taken away: # limit.} other {Taken away: # limits.}}',
  'server.limit.none': 'No limits are set here.',
  'server.limit.here': '**Set here**',
  'server.limit.defaults': '**Where nothing is set** (by whoever runs this bot)',
  'server.limit.ceilings': '**Always** (by whoever runs this bot)',

  'server.log.off': 'Notices of this server go nowhere now.',
  'server.log.set':
    'I shall tell in {channel} of limits that come near, changes of rules, pauses, refused words and appeals.',
  'server.log.foreign': 'That is no channel of this server that you see: choose another one.',
  'server.log.closed': 'I cannot write in {channel}: let me see it and send messages there, or choose another one.',
  'server.log.nowhere': 'Notices of this server go nowhere. Choose a `channel` to change that.',
  'server.log.current': 'Notices of this server go to {channel}.',

  'limit.notice.near': '{limit} is at {percent} %: {used} used or held. It returns {when}.',
  'limit.notice.refused': '{limit}: a request for {asked} was refused; {used} of {amount} are used. It returns {when}.',
  'limit.notice.reached': '{limit} is reached: {used} used or held. It returns {when}.',
} as const;
