import type { EmulatedDiscord } from '../emulators/discord/index.ts';
import type { BotProcess } from './bot-process.ts';
import { botControls } from './controls/bot-controls.ts';
import type { Control } from './controls/control.ts';
import { discordFaults } from './controls/discord-faults.ts';
import type { ControlGroup } from './protocol.ts';
import type { PlaygroundUpstream } from './upstreams/upstream.ts';

/** The small switches of the side panel: what goes wrong next, and the bot's process. */
export interface Controls {
  views(): readonly ControlGroup[];
  /** False where there is no such switch. */
  use(id: string): Promise<boolean>;
}

export function createControls(world: {
  readonly discord: EmulatedDiscord;
  readonly upstreams: readonly PlaygroundUpstream[];
  readonly bot: BotProcess;
}): Controls {
  const groups: readonly (Omit<ControlGroup, 'controls'> & { readonly controls: readonly Control[] })[] = [
    ...world.upstreams.map(({ title, controls }) => ({
      title: `Image API: ${title}`,
      about: 'For its next paid request; a lit switch still waits for it.',
      controls,
    })),
    {
      title: 'Discord',
      about: 'For the next request that fits, or at once.',
      controls: discordFaults(world.discord),
    },
    { title: 'Bot', about: 'Its own process, as production runs it.', controls: botControls(world.bot) },
  ];
  return {
    views: () =>
      groups.map((group) => ({
        ...group,
        controls: group.controls.map(({ id, label, hint, armed }) => ({ id, label, hint, armed: armed?.() ?? false })),
      })),
    async use(id) {
      const control = groups.flatMap(({ controls }) => controls).find((one) => one.id === id);
      await control?.use();
      return control !== undefined;
    },
  };
}
