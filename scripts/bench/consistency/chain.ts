import { readFile } from 'node:fs/promises';
import type { InteractionHandle, WireMessage } from '../../emulators/discord/index.ts';
import { patience, raiseForConsistency, type Stage } from './consistency-stage.ts';
import type { Act } from './story.ts';

export interface ChainDrawn {
  readonly first: Uint8Array;
  /** What is current in the end, as the image service would be given it for one more edit. */
  readonly last: Uint8Array;
  /** Whether `/edit` takes `keep`, and how often **Keep the rest** made a version. */
  readonly takesKeep: boolean;
  readonly kept: number;
}

interface Drawn {
  readonly pictures: 'painted' | 'painted in place';
  /** `mended`: as the options are by default, and **Keep the rest** pressed wherever it is offered. */
  readonly keeping: 'mended' | 'free';
}

/** Plays the story from a first picture on, with the real program against a painter. */
export async function drawChain(story: readonly Act[], { pictures, keeping }: Drawn): Promise<ChainDrawn> {
  await using stage = await raiseForConsistency(pictures);
  const takesKeep = stage.takesKeep();
  const free = takesKeep && keeping === 'free' ? { keep: 'free' } : {};
  const edits: WireMessage[] = [];
  let kept = 0;
  await stage.made(stage.run('imagine', { prompt: 'a valley in the morning' }));

  for (const act of story) {
    if (act.kind === 'restart') await stage.restart();
    else if (act.kind === 'undo') await stage.run('history undo').answered(patience);
    else {
      const before = stage.vendor.calls.length;
      const message =
        act.kind === 'edit'
          ? await stage.made(stage.run('edit', { prompt: act.prompt, ...regionOf(act), ...free }))
          : await stage.reply(act.prompt, edits[act.from - 1]);
      checkCall(stage, before, act);
      edits.push(message);
      const namesPart = act.kind === 'edit' && act.region !== undefined;
      if (keeping === 'mended' && !namesPart && (await keepRest(stage, message))) kept += 1;
    }
  }

  await stage.made(stage.run('edit', { prompt: 'do nothing', ...free }));
  const [first, last] = [stage.vendor.calls[0]?.results[0], stage.vendor.calls.at(-1)?.inputs[0]];
  if (first === undefined || last === undefined) throw new Error('The image service was not asked as it should be.');
  return { first: await readFile(first.path), last: await readFile(last.path), takesKeep, kept };
}

const regionOf = ({ region }: Extract<Act, { readonly kind: 'edit' }>) => (region === undefined ? {} : { region });

/** A chain in which something else happened would measure something else. */
function checkCall({ vendor }: Stage, before: number, act: Act): void {
  const [call, ...more] = vendor.calls.slice(before);
  const namesPart = act.kind === 'edit' && act.region !== undefined;
  if (call === undefined || more.length > 0 || (call.mask !== undefined) !== namesPart) {
    throw new Error(`The image service was not asked as it should be: ${JSON.stringify(act)}`);
  }
}

/** Whether it was offered, and made a version. */
async function keepRest(stage: Stage, message: WireMessage): Promise<boolean> {
  const more = pressed(stage, message, 'More');
  const offers = await more?.answered(patience);
  const keep = offers === undefined ? null : pressed(stage, offers, 'Keep the rest');
  if (keep === null) return false;
  const answer = await keep.answered({ ...patience, where: stage.isEnding });
  return [answer, ...keep.followUps()].some(({ attachments }) => attachments.length > 0);
}

function pressed({ press }: Stage, message: WireMessage, label: string): InteractionHandle | null {
  const buttons = message.components.flatMap(({ components = [] }) => components);
  return buttons.some((button) => button.label === label) ? press(message.id, label) : null;
}
