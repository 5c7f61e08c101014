import type { RequestId } from '../../domain/ids.ts';
import type { CallContext, CheckOutcome } from '../../ports/image-provider.ts';

export interface Question {
  readonly handle: string;
  readonly id: RequestId;
  readonly context: CallContext;
  readonly answer: (outcome: CheckOutcome | PromiseLike<CheckOutcome>) => void;
}

/** Where nothing at all is said of so many, so few are asked about next: the vendor's documented page (reference, section 1). */
const surePage = 12;
/** A vendor that answered in smaller pages is asked for more again after so many: it may have been one large answer. */
const pagesBeforeMore = 50;

/**
 * Who is asked about next: those that the vendor called back about, then those that an answer left off, then the others in
 * their order; as many as it answers at once, which is learnt. However many calls come, every other question has whoever
 * waits longest in it.
 */
export function createQuestionLine({
  most,
  isHeard,
  kindOf,
}: {
  readonly most: number;
  readonly isHeard: (id: RequestId) => boolean;
  /** One question is about calls of one kind. */
  readonly kindOf: (handle: string) => string;
}) {
  let waiting: readonly Question[] = [];
  let leftOff: readonly Question[] = [];
  let page = most;
  let pagesLeft = 0;
  /** Whether the last question went to those that were called back about, before whoever waited longer. */
  let hasJumped = false;

  return {
    isEmpty: () => waiting.length + leftOff.length === 0,

    join(question: Question): void {
      waiting = [...waiting, question];
    },

    /** Nobody waits for its answer any more. */
    leave(question: Question): void {
      waiting = waiting.filter((each) => each !== question);
      leftOff = leftOff.filter((each) => each !== question);
    },

    next(): readonly Question[] {
      const all = [...leftOff, ...waiting];
      const heard = all.filter(({ id }) => isHeard(id));
      // What was left off is asked about without the others, so that an answer that lacks it means that it is not there.
      const unheard = leftOff.length > 0 ? leftOff : waiting;
      const inOrder = heard.length === 0 ? unheard : [...all.slice(0, hasJumped ? 1 : 0), ...heard, ...all];
      hasJumped = heard.length > 0 && !hasJumped;
      const [first] = inOrder;
      if (first === undefined) return [];
      const together = [...new Set(inOrder)].filter(({ handle }) => kindOf(handle) === kindOf(first.handle));
      const taken = new Set(together.slice(0, page));
      waiting = waiting.filter((each) => !taken.has(each));
      leftOff = leftOff.filter((each) => !taken.has(each));
      return [...taken];
    },

    /** What became of a question about so many: those of which nothing was said come next. */
    goOn(unsaid: readonly Question[], asked: number): void {
      leftOff = [...unsaid, ...leftOff];
      if (unsaid.length > 0) {
        const said = asked - unsaid.length;
        page = said > 0 ? said : Math.max(1, Math.min(surePage, Math.floor(asked / 2)));
        pagesLeft = pagesBeforeMore;
      } else if (page < most) {
        pagesLeft -= 1;
        if (pagesLeft <= 0) page = most;
      }
    },
  };
}
