/** Rules of a server: what is set, and who changed it. `rule.name.…` begins a line, `rule.value.…` stands after it. */
export const rules = {
  'rules.changed': '{who} changed the rules of this server:',
  'rules.changed.line': '- {rule}: {before} → {after}',
  'rules.changed.more': '… and {count} more',

  'rule.name.channels': 'Channels',
  'rule.name.roles': 'Roles that may use me',
  'rule.name.models': 'Models',
  'rule.name.defaults': 'Taken where nothing is chosen',
  'rule.name.threads': 'A thread for each new picture',
  'rule.name.spoiler': 'Every picture covered',
  'rule.name.replies': 'Replies to pictures',
  'rule.name.others': "Use of each other's pictures",
  'rule.name.photos': 'Where pictures that members send may be edited',
  'rule.name.keepDays': 'Pictures are kept',
  'rule.name.askAbove': 'Asked first above',
  'rule.name.trusted': 'Trusted members',
  'rule.name.blocklist': 'Blocked words',
  'rule.name.audit': 'Audit',
  'rule.name.limits': 'Limits',
  'rule.name.unreadable': 'Limits that cannot be read',
  'rule.name.logChannel': 'Log channel',

  'rule.value.nothing': 'nothing set',
  'rule.value.as-before': 'the rest as before',
  'rule.value.on': 'on',
  'rule.value.off': 'off',
  'rule.value.days': '{count, plural, one {# day} other {# days}}',
  'rule.value.action':
    '{action, select, warn {requests with them made, with a warning} refuse {requests with them refused} other {requests with them refused and reported}}',
  'rule.value.audit': '{channel}',
  'rule.value.audit.prompts': '{channel}, with prompts',
  'rule.value.model': 'model {model}',
  'rule.value.size': 'size {size}',
  'rule.value.quality': 'quality {quality}',
  'rule.channel.allowed': '{channel} allowed',
  'rule.channel.denied': '{channel} denied',
  'rule.model.everybody': '{model} for everybody',
  'rule.model.role': '{model} for {role}',
  'rule.channel.gone': 'a deleted channel',
  'rule.role.gone': 'a deleted role',

  'server.channels.foreign': 'That is no channel of this server: choose another one.',
  'server.channels.allow': 'Set: I may be used in {channel}, and nowhere that is not allowed.',
  'server.channels.allow.was-denied':
    'Set: I may be used in {channel}, which was denied until now, and nowhere that is not allowed.',
  'server.channels.deny': 'Set: I may not be used in {channel}.',
  'server.channels.deny.was-allowed': 'Set: I may not be used in {channel}, which was allowed until now.',
  'server.channels.deny.was-last':
    'Set: I may not be used in {channel}, which was the only one allowed until now. I may be used wherever else nothing denies it.',
  'server.channels.cleared': 'No rule for channels is set here any more: I may be used wherever I can write.',
  'server.channels.list': '**Channels** (a category counts for its channels, a channel for its threads)',
  'server.channels.none': 'No rule for channels is set here: I may be used wherever I can write.',

  'server.roles.everybody': 'That is everybody: to let everybody use me, choose `/server roles clear`.',
  'server.roles.allow': 'Set: {roles} may use me, and nobody else.',
  'server.roles.cleared': 'No rule for roles is set here any more: everybody may use me.',
  'server.roles.list': '**Roles that may use me** (nobody else may)',
  'server.roles.none': 'No rule for roles is set here: everybody may use me.',

  'server.models.unknown': 'I know no model of that name: choose one of those offered.',
  'server.models.allow': 'Set: {rule}. What is not allowed may not be used.',
  'server.models.allow.some':
    'Set: {rule}. What is not allowed may not be used: whoever has none of the roles named can use no model now.',
  'server.models.cleared': 'No rule for models is set here any more: every model may be used, by everybody.',
  'server.models.cleared.some':
    '{count, plural, =0 {No rule for models matches that} one {Taken away: # rule} other {Taken away: # rules}}. The others hold on.',
  'server.models.cleared.role':
    '{count, plural, =0 {No rule for models names {role}} one {Taken away: # rule for {role}} other {Taken away: # rules for {role}}}. The others hold on.',
  'server.models.list': '**Models that may be used**',
  'server.models.none': 'No rule for models is set here: every model may be used, by everybody.',

  'server.trusted.removed': '{member} is trusted no more: a review looks at their pictures again.',
  'server.trusted.not': '{member} was not among those whom review lets through.',
  'server.trusted.list': '**Members whose pictures review lets through**',
  'server.trusted.none': 'Nobody is trusted here: a review looks at everybody’s pictures.',
} as const;
