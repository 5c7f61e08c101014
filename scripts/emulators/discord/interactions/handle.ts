import type { Emitter } from '../core/emitter.ts';
import { until } from '../core/until.ts';
import type { InteractionHandle, InteractionView, WaitOptions } from '../face/people.ts';
import type { WireMessage } from '../face/wire.ts';
import type { Message } from '../messages/message.ts';
import type { Renderer } from '../messages/render.ts';
import { type Interaction, stateOf, viewOf } from './interaction.ts';

/** What tests hold in their hands after a person did something. */
export function createHandle(interaction: Interaction, emitter: Emitter, renderer: Renderer): InteractionHandle {
  const view = (): InteractionView => viewOf(interaction);
  const shown = (message: Message | null): WireMessage | null =>
    message && !message.deleted ? renderer.message(message) : null;
  const wait = <T>(what: string, look: () => T | undefined, options: WaitOptions | undefined): Promise<T> =>
    until({
      look,
      subscribe: (again) => emitter.onAny(({ name }) => name !== 'request' && again()),
      describe: () => `${interaction.kind} "${interaction.name}" to be ${what}; it is ${interaction.state}`,
      options,
    });
  const refuseFailed = (): void => {
    if (interaction.state === 'failed') throw new Error(`"${interaction.name}": the application did not respond`);
  };

  return {
    id: interaction.id,
    view,
    message: () => shown(interaction.original),
    followUps: () => interaction.followUps.flatMap((one) => shown(one) ?? []),
    acknowledged: (options) =>
      wait(
        'acknowledged',
        () => {
          refuseFailed();
          return interaction.state === 'waiting' ? undefined : view();
        },
        options,
      ),
    answered: (options) =>
      wait(
        'answered',
        () => {
          refuseFailed();
          const { original } = interaction;
          if (stateOf(interaction) !== 'answered' || !original) return undefined;
          const message = shown(original);
          return message && (options?.where?.(message) ?? true) ? message : undefined;
        },
        options,
      ),
    modal: (options) =>
      wait(
        'answered with a form',
        () => {
          refuseFailed();
          return interaction.modal ?? undefined;
        },
        options,
      ),
    failed: (options) => wait('failed', () => (interaction.state === 'failed' ? view() : undefined), options),
  };
}
