import { button } from '../../src/discord/kit/action.ts';
import type { Request } from '../../src/discord/kit/request.ts';

/** **Delete**, under what would go: for whoever asked, once. */
export const deleteAll = button('delete-all', async ({ job }, request) => {
  const { services, place, reply, words } = request;
  const agreeing = await services.privacy.agreeToDelete(job, place.user);
  if (agreeing === 'not theirs') return reply.show(words.say(told[agreeing]), 'asker');
  await insteadOfQuestion(request, words.say(told[agreeing]));
});

/** **Keep**, beside it. */
export const keepAll = button('keep-all', async ({ job }, request) => {
  const { services, place, reply, words } = request;
  const isKept = await services.privacy.keepAll(job, place.user);
  if (!isKept) return reply.show(words.say('privacy.keep.over'), 'asker');
  await insteadOfQuestion(request, words.say('privacy.kept'));
});

/** The question, and its buttons, are over. */
async function insteadOfQuestion({ reply }: Request, content: string): Promise<void> {
  if ((await reply.turn()).kind === 'taken') await reply.finish({ content });
}

const told = {
  agreed: 'privacy.delete.begun',
  running: 'privacy.delete.running',
  done: 'privacy.delete.done',
  gone: 'privacy.delete.gone',
  'not theirs': 'privacy.delete.not-theirs',
} as const;
