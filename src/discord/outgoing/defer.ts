import type { AskAnswer, AskedCharacters, AskedRecipe, AskedSources } from '../../application/services.ts';
import type { Audience } from '../../domain/jobs/job.ts';
import type { UnreadFile } from '../../domain/pictures/unread-file.ts';
import type { Request } from '../kit/request.ts';
import { confirmationLook } from './looks/confirmation-look.ts';

/**
 * A request for pictures, from the decision to the acknowledgement: nothing slow stands between, and nothing goes
 * upstream before Discord has taken the acknowledgement.
 */
export async function ask(
  request: Request,
  asked: {
    readonly recipe: AskedRecipe;
    readonly sources: AskedSources;
    readonly audience: Audience;
    /** Its asker did not say so: their own default goes before. */
    readonly isAudienceOpen?: boolean | undefined;
    /** Who is to be in it, besides whoever the prompt names. */
    readonly characters?: AskedCharacters | undefined;
    readonly leftOut?: readonly UnreadFile[] | undefined;
    /** It is `/imagine`. */
    readonly imagine?: boolean | undefined;
  },
): Promise<void> {
  const { audience, ...what } = asked;
  await acknowledge(
    request,
    await request.services.ask({ id: request.id, ...what, address: request.address(audience) }),
  );
}

/** Answers what the application decided: privately why not, or with the "thinking" that the job's message begins as. */
export async function acknowledge({ id, reply, services, words }: Request, answer: AskAnswer): Promise<void> {
  switch (answer.kind) {
    case 'known':
      return;
    case 'refused':
      return reply.fail(answer.failure, answer.attempt);
    case 'confirm': {
      const { content, components } = confirmationLook(words, answer);
      return reply.show(content, 'asker', components);
    }
    case 'accepted': {
      // As it was accepted: the application may have found that the answer is not for everybody.
      const taken = await reply.acknowledge(answer.job.address.audience);
      if (taken.kind === 'taken') {
        reply.handOver();
        await services.acknowledged(id, taken.message);
      } else if (taken.kind === 'lost') {
        await services.abandon(id);
      }
      // In doubt, the job stays as it is, and the worker asks Discord whether the acknowledgement is there.
      return;
    }
    default:
      return answer satisfies never;
  }
}
