import type { InteractionHandle, OptionValue, WireMessage } from '../../scripts/emulators/discord/index.ts';
import type { EmulatedAceDataCloud } from '../../scripts/emulators/vendors/index.ts';
import { patience, run } from './asking.ts';
import type { Stage } from './stage/stage.ts';

/** Ada asks in her channel. */
export const imagine = (
  stage: Stage,
  prompt: string,
  options: Readonly<Record<string, OptionValue>> = {},
): InteractionHandle => run(stage, 'imagine', { prompt, ...options });

/** What was asked of the vendor, in the order in which it came in. */
export const sentTo = ({ requests }: EmulatedAceDataCloud): readonly string[] =>
  requests.map(({ method, path }) => `${method} ${path.startsWith('/cdn/') ? 'result' : path}`);

/** Our own ids of the paid calls, in the order in which they came in. */
export const tracesOf = ({ paidRequests }: EmulatedAceDataCloud): readonly string[] =>
  paidRequests.map(({ json, fields }) => {
    const form = fields.find(({ name }) => name === 'trace_id')?.value;
    return form ?? (json as { readonly trace_id: string }).trace_id;
  });

/** Whether the message holds one file, and it is the picture that the vendor made last, byte for byte. */
export function isLastPicture(
  { discord, upstream }: Pick<Stage, 'discord' | 'upstream'>,
  { id }: WireMessage,
): boolean {
  const made = upstream.tasks.at(-1)?.results[0]?.sha256;
  const [shown, ...others] = discord.filesOf(id);
  return made !== undefined && others.length === 0 && shown?.sha256 === made;
}

/** The lines that the bot logged, read. */
export const logLines = ({ logged }: Pick<Stage, 'logged'>): readonly Readonly<Record<string, unknown>>[] =>
  logged.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);

/** For what tells nobody when it comes to pass: looks every few milliseconds. */
export async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const end = Date.now() + patience.timeoutMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`It never came to pass: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** As {@link until}, while time flies for the bot and for Discord: a pause of two seconds takes a few looks. */
export const hasten = (stage: Pick<Stage, 'passTime'>, holds: () => boolean, stepMs = 250): Promise<void> =>
  until(() => {
    if (holds()) return true;
    stage.passTime(stepMs);
    return false;
  }, 'what time was hastened for');

/** Lets so many days pass, and waits for the hourly look at the originals. */
export async function afterDays(stage: Stage, days: number): Promise<void> {
  const removals = () => logLines(stage).filter(({ msg }) => msg === 'old originals were removed').length;
  const before = removals();
  stage.passTime(days * 86_400_000);
  await until(() => removals() > before, 'old originals are removed');
}
