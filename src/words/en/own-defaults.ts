/** What `/defaults` says. */
export const ownDefaults = {
  'defaults.here': '**Yours in this server**',
  'defaults.direct': '**Yours in direct messages**',
  'defaults.none.here': 'You have set nothing for this server.',
  'defaults.none.direct': 'You have set nothing for direct messages.',
  'defaults.rest': '**Where you have set nothing**',
  'defaults.set.nothing': 'Nothing was chosen, and nothing was changed: choose at least one option.',
  'defaults.cleared': 'What you had set is gone.',
  'defaults.model': 'model: {value}',
  'defaults.model.not-here': 'model: {value}, which cannot be used here now, so {instead} is taken',
  'defaults.size': 'size: {value}',
  'defaults.size.usual': 'size: as the model likes',
  'defaults.quality': 'quality: {value}',
  'defaults.quality.usual': 'quality: as the model likes',
  'defaults.format': 'format: {value}',
  'defaults.format.usual': 'format: png',
  'defaults.private.on': 'private: yes, only you see the answers to `/imagine`, `/edit` and forms',
  'defaults.private.off': 'private: no, everybody sees the answers to `/imagine`, `/edit` and forms',
  'defaults.of-server': '{line} (this server’s)',
} as const;

/** How Discord shows it. */
export const ownDefaultsCommand = {
  'command.defaults': 'What is taken for you where you choose nothing',
  'command.defaults.set': 'Set what is taken for you here',
  'command.defaults.show': 'What you have set here, and what is taken otherwise',
  'command.defaults.clear': 'Take away all that you have set here',
  'command.defaults.model': 'Your model',
  'command.defaults.size': 'Your size',
  'command.defaults.quality': 'Your quality',
  'command.defaults.format': 'Your file format',
  'command.defaults.private': 'Whether only you see what you make',
} as const;
