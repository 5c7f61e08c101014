import type { NoAttempt } from '../../src/application/services.ts';
import { button, form } from '../../src/discord/kit/action.ts';
import { encodeCustomId } from '../../src/discord/kit/custom-id.ts';
import type { Request } from '../../src/discord/kit/request.ts';
import { commandToRepeat } from '../../src/discord/kit/using.ts';
import { acknowledge } from '../../src/discord/outgoing/defer.ts';
import type { JobId } from '../../src/domain/ids.ts';
import { promptField } from './prompt-field.ts';

/** **Try again**, under what failed: the same once more, by whoever asked for it. */
export const tryAgain = button('try-again', async ({ job }, request) => askAgain(request, job));

/** **Change the words**: a form with what was asked for. */
export const otherWords = button('other-words', async ({ job }, request) => {
  const { reply, words } = request;
  const found = await theirs(request, job);
  if (typeof found === 'string') return reply.show(words.say(told[found]), 'asker');
  return reply.openForm({
    custom_id: encodeCustomId({ kind: 'other-words-form', job }),
    title: words.say('form.other-words.title'),
    components: [promptField({ label: words.say('form.edit.prompt'), value: found.prompt ?? '' })],
  });
});

export const otherWordsForm = form('other-words-form', async ({ job }, request, fields) =>
  askAgain(request, job, fields.text('prompt') ?? ''),
);

async function askAgain(request: Request, job: JobId, prompt?: string): Promise<void> {
  const { id, services, reply, words } = request;
  const found = await theirs(request, job);
  if (typeof found === 'string') return reply.show(words.say(told[found]), 'asker');
  const address = request.address(found.audience);
  const answer = await services.attempts.tryAgain(job, id, address, prompt);
  return answer.kind === 'gone' || answer.kind === 'not theirs'
    ? reply.show(words.say(told[answer.kind]), 'asker')
    : acknowledge(request, answer);
}

/** What they may ask once more, if the server's settings let them use the command that it stands for. */
async function theirs({ services, place, mayUse }: Request, job: JobId) {
  const found = await services.attempts.find(job, place.user);
  if (typeof found === 'string') return found;
  return (await mayUse(commandToRepeat(found))) ? found : 'forbidden';
}

const told = {
  gone: 'try-again.gone',
  'not theirs': 'try-again.not-theirs',
  forbidden: 'try-again.forbidden',
} as const satisfies Record<NoAttempt | 'forbidden', string>;
