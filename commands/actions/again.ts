import { button } from '../../src/discord/kit/action.ts';
import { commandToRepeat } from '../../src/discord/kit/using.ts';
import { acknowledge } from '../../src/discord/outgoing/defer.ts';

/** **Again**: the same request once more, for everybody or privately as before. */
export const again = button('again', async ({ version }, request) => {
  const { services, place, reply, id } = request;
  const found = await services.version(version, place);
  if (found === null) return reply.fail({ code: 'source_gone' });
  const asked = { compares: found.recipe?.compared !== undefined, edits: found.sources.length > 0 };
  if (!(await request.mayUse(commandToRepeat(asked)))) return reply.fail({ code: 'server_rule' });
  const answer = await services.askAgain(version, id, request.address(found.audience));
  if (answer === null) return reply.fail({ code: 'source_gone' });
  return acknowledge(request, answer);
});
