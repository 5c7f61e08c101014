import { slashCommand } from '../src/discord/kit/command.ts';

/** Answers privately, in one message. */
export const help = slashCommand(
  { name: 'help', description: 'command.help', options: {} },
  { run: (_options, { reply, words }) => reply.show(words.say('help.guide'), 'asker') },
);
