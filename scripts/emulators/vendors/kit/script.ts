import type { Behaviour, BehaviourMatch, Script } from './behaviour.ts';

type On = NonNullable<BehaviourMatch['on']>;

interface Entry<Doing> {
  readonly behaviour: Doing;
  readonly match: BehaviourMatch;
  readonly lasting: boolean;
  left: number;
  uses: number;
}

/** A script, and the question a request asks of it. */
export interface ScriptBook<Doing = Behaviour> {
  readonly script: Script<Doing>;
  /** What was scripted for this request; it is used up by asking. */
  take(on: On, prompt?: string, where?: (behaviour: Doing) => boolean): Doing | undefined;
}

export function createScript<Doing = Behaviour>(): ScriptBook<Doing> {
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
