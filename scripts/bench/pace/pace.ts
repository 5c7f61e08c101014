import { say } from '../../command-line.ts';
import { leaveOnSignals } from '../../leaving.ts';
import { median } from '../measure.ts';
import { type Mode, raiseForPace } from './pace-stage.ts';

const rounds = 7;
const many = 200;

/** Most milliseconds beyond the vendor for one alone. A held connection is the floor that the others are compared with. */
const mostAlone = { sync: Number.POSITIVE_INFINITY, callback: 300, poll: 1_300 } as const;
/** Most times what two hundred at once take over held connections. */
const mostAtOnce = 2;

interface Paced {
  readonly mode: Mode;
  /** Beyond the vendor: from when it has made a picture until its member has it. */
  readonly aloneMs: readonly number[];
  readonly togetherMs: readonly number[];
  /** From the first command until the last picture. */
  readonly wholeMs: number;
  /** Questions to the vendor while two hundred waited, and the shortest pause between two at any time. */
  readonly questions: number;
  readonly leastApartMs: number;
}

/**
 * What our own questions cost beyond what AceDataCloud takes, in each of its modes: for one picture alone, and for two
 * hundred at once, against held connections of the same run. The real program, as a process, against the emulators.
 * False where a bound is broken. Takes two minutes.
 */
export async function measurePace(): Promise<boolean> {
  using _leaving = leaveOnSignals();
  say(`A picture alone, ${rounds} times, then ${many} at once; held, called back and polled …`);
  const held = await paced('sync');
  const others = [await paced('callback'), await paced('poll')];
  say('');
  const broken: string[] = [];
  for (const each of [held, ...others]) {
    const { mode, aloneMs, togetherMs, wholeMs, questions, leastApartMs } = each;
    const alone = median(aloneMs);
    const [whole, together] = [wholeMs / held.wholeMs, median(togetherMs) / median(held.togetherMs)];
    say(
      `${mode.padEnd(10)}${alone.toFixed(0).padStart(9)}  ms beyond the vendor for one alone (at worst ${worst(aloneMs)})`,
    );
    say(
      `${''.padEnd(10)}${together.toFixed(2).padStart(9)}  times held, beyond the vendor, for each of ${many} at once`,
    );
    say(
      `${''.padEnd(10)}${whole.toFixed(2).padStart(9)}  times held for all of them (${(wholeMs / 1_000).toFixed(1)} s)`,
    );
    say(
      `${''.padEnd(10)}${String(questions).padStart(9)}  questions meanwhile, ${leastApartMs.toFixed(0)} ms apart at least`,
    );
    if (alone > mostAlone[mode]) broken.push(`${mode}, alone,`);
    if (whole > mostAtOnce) broken.push(`${mode}, at once,`);
    if (leastApartMs < 1_000) broken.push(`${mode}: the distance of its questions`);
  }
  for (const name of broken) say(`${name} is out of its bound.`);
  return broken.length === 0;
}

const worst = (numbers: readonly number[]) => Math.max(...numbers).toFixed(0);

async function paced(mode: Mode): Promise<Paced> {
  await using stage = await raiseForPace(mode, many);
  // Nobody finds the program cold.
  await stage.ask(1);
  const aloneMs: number[] = [];
  for (let round = 0; round < rounds; round += 1) aloneMs.push(...(await stage.ask(1)).beyondMs);
  const before = stage.questions().length;
  const { beyondMs: togetherMs, wholeMs } = await stage.ask(many);
  const asked = stage.questions();
  const pauses = asked.slice(1).map((at, index) => at - (asked[index] ?? at));
  const leastApartMs = Math.min(Number.POSITIVE_INFINITY, ...pauses);
  return { mode, aloneMs, togetherMs, wholeMs, questions: asked.length - before, leastApartMs };
}
