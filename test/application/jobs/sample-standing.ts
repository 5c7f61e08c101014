import { guildId, jobId, requestId, userId } from '../../../src/domain/ids.ts';
import type { Standing } from '../../../src/domain/jobs/line.ts';

/** A request in line; where nothing else is said, of a server and member of its own. */
export const sampleStanding = (request: number, changes: Partial<Standing> = {}): Standing => ({
  request: requestId(jobId(String(request)), 0),
  provider: 'acedatacloud',
  guild: guildId(`g${request}`),
  member: userId(`m${request}`),
  since: request,
  ...changes,
});
