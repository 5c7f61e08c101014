/** What the audit of a server says, and what says that there is one. */
export const audit = {
  'audit.announced': 'The audit of this server has it: who asked, the picture, model and cost.',
  'audit.announced.prompts': 'The audit of this server has it: who asked, the prompt, the picture, model and cost.',
  'audit.entry': '{member} in {channel}: [the answer]({link})',
  'audit.gone': '{count, plural, one {The picture is} other {# pictures are}} gone, or too large to be shown here.',

  'server.audit.nowhere': 'There is no audit. Choose a `channel` to begin one.',
  'server.audit.current':
    'Each picture that everybody here may see is told in {channel}, {prompts, select, yes {with} other {without}} its prompt; each answer says so.',
  'server.audit.set':
    'From now on each picture that everybody here may see is told in {channel}, {prompts, select, yes {with} other {without}} its prompt, and each answer says so. Private ones never are.',
  'server.audit.off': 'From now on there is no audit.',
  'server.audit.closed':
    'I cannot write in {channel}: let me see it and send messages and files there, or choose another one.',
} as const;
