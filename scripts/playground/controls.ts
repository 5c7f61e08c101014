import type { EmulatedDiscord } from '../../test/emulator/index.ts';
import type { EmulatedAceDataCloud } from '../../test/upstream/index.ts';
import type { BotProcess } from './bot-process.ts';
import { botControls } from './controls/bot-controls.ts';
import type { Control } from './controls/control.ts';
import { discordFaults } from './controls/discord-faults.ts';
import { imageBehaviours } from './controls/image-behaviours.ts';
import type { ControlView } from './protocol.ts';

/** The small switches of the side panel: what goes wrong next, and the bot's process. */
export interface Controls {
  views(): readonly ControlView[];
  /** False where there is no such switch. */
  use(id: string): Promise<boolean>;
}

export function createControls(world: {
  readonly discord: EmulatedDiscord;
  readonly images: EmulatedAceDataCloud;
  readonly bot: BotProcess;
}): Controls {
  const groups: { readonly [group in ControlView['group']]: readonly Control[] } = {
    images: imageBehaviours(world.images),
    discord: discordFaults(world.discord),
    bot: botControls(world.bot),
  };
  return {
    views: () =>
      GROUPS.flatMap((group) =>
        groups[group].map(({ id, label, hint, armed }) => ({ id, group, label, hint, armed: armed?.() ?? false })),
      ),
    async use(id) {
      const control = GROUPS.flatMap((group) => groups[group]).find((one) => one.id === id);
      await control?.use();
      return control !== undefined;
    },
  };
}

const GROUPS = ['images', 'discord', 'bot'] as const satisfies readonly ControlView['group'][];
