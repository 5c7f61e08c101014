import { button } from '../../src/discord/kit/action.ts';
import { acknowledge } from '../../src/discord/outgoing/defer.ts';

/** **Finish**, under a draft: the finished picture of it, for everybody or privately as the draft. */
export const finish = button('finish', async ({ version }, request) => {
  const { services, place, reply, id } = request;
  const found = await services.version(version, place);
  if (found === null) return reply.fail({ code: 'source_gone' });
  if (!(await request.mayUse('edit'))) return reply.fail({ code: 'server_rule' });
  const answer = await services.finishDraft(version, id, request.address(found.audience));
  if (answer === null) return reply.fail({ code: 'source_gone' });
  return acknowledge(request, answer);
});
