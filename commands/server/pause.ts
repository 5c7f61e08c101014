import type { Act, LeafDeclaration } from '../../src/discord/kit/command.ts';
import { pauseChoices, pauseLengths } from '../../src/domain/server/pause.ts';
import { untilWords } from '../../src/words/limits/limit-words.ts';

/** `/server pause`: keeps a member from using the bot here for a while. */
export const serverPause = {
  description: 'command.server.pause',
  options: {
    member: { type: 'user', description: 'command.server.pause.member', required: true },
    for: { type: 'string', description: 'command.server.pause.for', required: true, choices: pauseChoices },
  },
} as const satisfies LeafDeclaration;

export const serverPauseAct: Act<typeof serverPause.options> = {
  async run({ member, for: length }, { place, managesServer, services, reply, words }) {
    const { guild, user: by } = place;
    if (guild === null || !managesServer) return reply.show(words.say('server.managers-only'), 'asker');
    // Nobody but another manager could end it.
    if (member === by) return reply.show(words.say('server.pause.yourself'), 'asker');
    const outcome = await services.pauses.pause({ guild, user: member, by }, pauseLengths[length]);
    const named = `<@${member}>`;
    const said =
      outcome.kind === 'paused'
        ? words.say('server.pause.paused', { member: named, when: untilWords(outcome.until) })
        : words.say(outcome.kind === 'ended' ? 'server.pause.ended' : 'server.pause.none', { member: named });
    return reply.show(said, 'asker');
  },
};
