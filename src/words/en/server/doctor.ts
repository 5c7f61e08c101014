/** `/server doctor`: each line says what is wrong, and what to change. */
export const doctor = {
  'doctor.well': 'All is well: I have the permissions I need here, and no rule of this server is broken.',
  'doctor.found': '{count, plural, one {**One thing** is} other {**# things** are}} to be mended here:',
  'doctor.more': 'And {count} more: mend these first, then ask again.',
  // As Discord calls them.
  'doctor.permission.view': 'View Channel',
  'doctor.permission.send': 'Send Messages',
  'doctor.permission.send-in-threads': 'Send Messages in Threads',
  'doctor.permission.create-threads': 'Create Public Threads',
  'doctor.permission.attach': 'Attach Files',
  'doctor.permission.history': 'Read Message History',
  'doctor.permissions.here': 'In {channel} I lack {permissions}: allow it for my role in the settings of the channel.',
  'doctor.permissions.threads':
    'In threads of {channel} I lack {permissions}: allow it for my role in the settings of the channel.',
  'doctor.permissions.log':
    'In the log channel {channel} I lack {permissions}: allow it for my role there, or choose another with `/server log`.',
  'doctor.permissions.audit':
    'In the audit channel {channel} I lack {permissions}: allow it for my role there, or choose another with `/server audit`.',
  'doctor.gone.log': 'The log channel ({channel}) is gone: choose another with `/server log`.',
  'doctor.gone.audit': 'The audit channel ({channel}) is gone: choose another with `/server audit`, or turn it `off`.',
  'doctor.gone.allowed':
    'A channel where I am allowed ({channel}) is gone: `/server channels clear`, then allow those that are there.',
  'doctor.gone.denied':
    'A channel where I am denied ({channel}) is gone: `/server channels clear`, then deny those that are there.',
  'doctor.unread': 'Discord does not say just now what I may do in {channel}: ask again in a minute.',
  'doctor.both': '{channel} is both allowed and denied: `/server channels clear`, then name it once.',
  'doctor.role.roles':
    'A role that may use me ({role}) is gone: `/server roles clear`, then allow those that are there.',
  'doctor.role.models': 'A role of a rule for models ({role}) is gone: `/server models clear`, then allow anew.',
  'doctor.role.limits': 'A role that has a limit ({role}) is gone: take that limit away with `/server limit clear`.',
  'doctor.model.models':
    'The model `{model}` of a rule is not offered: `/server models clear`, then allow one that is.',
  'doctor.model.defaults': 'The default model `{model}` is not offered: choose another with `/server defaults set`.',
  'doctor.content':
    'Discord does not tell me what messages say unless they mention me: reply with the ping on or mention me, or have whoever runs me turn on the **Message Content Intent**.',
  'doctor.commands.missing':
    'Discord does not know {commands}: have whoever runs me start me anew, which registers them.',
  'doctor.commands.other':
    'Discord has {commands} otherwise than I do: have whoever runs me start me anew, which registers them.',
  'doctor.commands.twice':
    'Discord has {commands} twice, here and everywhere: have whoever runs me take them back in one of the two.',
  'doctor.commands.unread': 'Discord does not say just now which commands it has: ask again in a minute.',
} as const;
