import type { Request } from '../../src/discord/kit/request.ts';
import type { ServerFinding } from '../../src/domain/server/finding.ts';
import { findingLine } from '../../src/words/server/server-findings.ts';
import type { Words } from '../../src/words/words.ts';

/** `/server doctor`: what is wrong here, and what to change. */
export async function runServerDoctor(_options: unknown, request: Request): Promise<void> {
  const { place, managesServer, reply, services, words } = request;
  const { guild } = place;
  if (guild === null || !managesServer) return reply.show(words.say('server.managers-only'), 'asker');
  // Discord is asked about channels and commands, which can take longer than it waits for an answer.
  if ((await reply.acknowledge('asker')).kind !== 'taken') return;
  const findings = await request.checkServer(guild, place, await services.serverToCheck(guild));
  await reply.finish({ content: findingsText(words, findings) });
}

/** As many lines as a message holds. */
function findingsText(words: Words, findings: readonly ServerFinding[]): string {
  if (findings.length === 0) return words.say('doctor.well');
  const lines = findings.map((finding) => `- ${findingLine(words, finding)}`);
  const title = words.say('doctor.found', { count: lines.length });
  const fitting = lines.filter((_, index) => [title, ...lines.slice(0, index + 1)].join('\n').length <= mostCharacters);
  const left = lines.length - fitting.length;
  return [title, ...fitting, ...(left === 0 ? [] : [words.say('doctor.more', { count: left })])].join('\n');
}

/** Of the 2000: the rest is for the last line. */
const mostCharacters = 1900;
