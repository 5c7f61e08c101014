import { raiseAceDataCloud } from '../../emulators/vendors/acedatacloud/playground.ts';
import { raiseGmiCloud } from '../../emulators/vendors/gmicloud/playground.ts';
import type { EmulatedAceDataCloud, EmulatedGmiCloud, EmulatedOpenAi } from '../../emulators/vendors/index.ts';
import { raiseOpenAi } from '../../emulators/vendors/openai/playground.ts';
import type { EmulatedProvider, PlaygroundUpstream, Speed } from './upstream.ts';

/** The emulators that were started, each with its own hands for tests. */
export interface Emulators {
  readonly acedatacloud: EmulatedAceDataCloud | null;
  readonly openai: EmulatedOpenAi | null;
  readonly agcloud: EmulatedOpenAi | null;
  readonly gmicloud: EmulatedGmiCloud | null;
}

/** Starts these image APIs, the preferred one first. `defer`: hears how each is closed, once it stands. */
export async function startUpstreams(
  providers: readonly EmulatedProvider[],
  options: { readonly speed: Speed; readonly mode: string },
  defer: (close: () => Promise<void>) => void,
): Promise<{ readonly upstreams: readonly PlaygroundUpstream[]; readonly emulators: Emulators }> {
  const upstreams: PlaygroundUpstream[] = [];
  let emulators: Emulators = { acedatacloud: null, openai: null, agcloud: null, gmicloud: null };
  for (const provider of providers) {
    const { upstream, emulator } = await raise(provider, options);
    upstreams.push(upstream);
    defer(() => upstream.close());
    emulators = { ...emulators, [provider]: emulator };
  }
  return { upstreams, emulators };
}

function raise(provider: EmulatedProvider, { speed, mode }: { readonly speed: Speed; readonly mode: string }) {
  switch (provider) {
    case 'acedatacloud':
      return raiseAceDataCloud(speed, mode);
    case 'openai':
    case 'agcloud':
      return raiseOpenAi(provider, speed);
    case 'gmicloud':
      return raiseGmiCloud(speed);
    default:
      return provider satisfies never;
  }
}
