/** Which request a behaviour waits for. Left out: the next paid request that passes the vendor's own checks. */
export interface BehaviourMatch {
  /** `paid`: generations or edits, after authorization and checks. The others: the next request there, before any check. */
  readonly on?: 'paid' | 'generations' | 'edits' | 'tasks' | 'results';
  /** Only requests whose prompt contains this (paid ones). */
  readonly prompt?: string;
  /** For how many requests it holds. Default 1. `Infinity` is allowed. */
  readonly times?: number;
}

/** Behaviours waiting for their request. The oldest that fits is used. */
export interface Script<Doing> {
  /** For the next request that fits. Returns a handle that counts its uses and can take it back. */
  next(behaviour: Doing, match?: BehaviourMatch): ScriptedBehaviour;
  /** For each request that fits and that nothing scripted with `next` took. */
  always(behaviour: Doing, match?: Omit<BehaviourMatch, 'times'>): ScriptedBehaviour;
  /** Forgets everything that was scripted and not used. */
  clear(): void;
  /** How many `next` behaviours have not been used up: a test may assert 0 at its end. */
  readonly pending: number;
}

export interface ScriptedBehaviour {
  readonly uses: number;
  cancel(): void;
}

type On = NonNullable<BehaviourMatch['on']>;

interface Entry<Doing> {
  readonly behaviour: Doing;
  readonly match: BehaviourMatch;
  readonly lasting: boolean;
  left: number;
  uses: number;
}

/** A script, and the question a request asks of it. */
export interface ScriptBook<Doing> {
  readonly script: Script<Doing>;
  /** What was scripted for this request; it is used up by asking. */
  take(on: On, prompt?: string, where?: (behaviour: Doing) => boolean): Doing | undefined;
}

export function createScript<Doing>(): ScriptBook<Doing> {
  let entries: Entry<Doing>[] = [];

  const add = (behaviour: Doing, match: BehaviourMatch, lasting: boolean) => {
    const entry: Entry<Doing> = {
      behaviour,
      match,
      lasting,
      left: lasting ? Number.POSITIVE_INFINITY : (match.times ?? 1),
      uses: 0,
    };
    entries.push(entry);
    return {
      get uses() {
        return entry.uses;
      },
      cancel() {
        entries = entries.filter((each) => each !== entry);
      },
    };
  };

  return {
    script: {
      next: (behaviour, match = {}) => add(behaviour, match, false),
      always: (behaviour, match = {}) => add(behaviour, match, true),
      clear() {
        entries = [];
      },
      get pending() {
        return entries.filter((entry) => !entry.lasting && entry.left > 0 && entry.left !== Number.POSITIVE_INFINITY)
          .length;
      },
    },
    take(on, prompt, where = () => true) {
      const fitting = entries.filter(
        (entry) => entry.left > 0 && fits(entry.match, on, prompt) && where(entry.behaviour),
      );
      const entry = fitting.find((each) => !each.lasting) ?? fitting[0];
      if (entry === undefined) return undefined;
      entry.left -= 1;
      entry.uses += 1;
      return entry.behaviour;
    },
  };
}

function fits({ on = 'paid', prompt: part }: BehaviourMatch, asked: On, prompt = ''): boolean {
  const isPaid = asked === 'generations' || asked === 'edits';
  const isThere = on === asked || (on === 'paid' && isPaid);
  return isThere && (part === undefined || prompt.includes(part));
}
