import { slashCommand } from '../src/discord/kit/command.ts';
import type { OptionDeclarations, OptionValues } from '../src/discord/kit/option.ts';
import type { Request } from '../src/discord/kit/request.ts';
import { formats } from '../src/domain/asked/image-request.ts';
import type { OwnDefaults } from '../src/domain/asked/usual/usual.ts';
import { modelId } from '../src/domain/ids.ts';
import { ownDefaultsText } from '../src/words/own-defaults.ts';
import { completingDefaults, typedText } from './completing-defaults.ts';
import { usualIn } from './usual-in.ts';

const options = {
  model: { type: 'string', description: 'command.defaults.model', completes: true, maxLength: 100 },
  size: { type: 'string', description: 'command.defaults.size', completes: true, maxLength: 100 },
  quality: { type: 'string', description: 'command.defaults.quality', completes: true, maxLength: 100 },
  format: { type: 'string', description: 'command.defaults.format', choices: formats },
  private: { type: 'boolean', description: 'command.defaults.private' },
} as const satisfies OptionDeclarations;

/** What is taken for a member where they choose nothing: their own, in each server and in direct messages. */
export const defaults = slashCommand(
  {
    name: 'defaults',
    description: 'command.defaults',
    subcommands: {
      set: { description: 'command.defaults.set', options },
      show: { description: 'command.defaults.show', options: {} },
      clear: { description: 'command.defaults.clear', options: {} },
    },
  },
  {
    set: {
      async run(given, request) {
        const { services, place, reply, words } = request;
        const change = changeIn(given);
        if (change === null) return reply.show(words.say('defaults.set.nothing'), 'asker');
        const refused = await services.defaults.set(place, change);
        return refused === null ? showDefaults(request) : reply.fail(refused);
      },
      complete: completingDefaults(usualIn),
    },
    show: { run: (_options, request: Request) => showDefaults(request) },
    clear: {
      async run(_options, request: Request) {
        await request.services.defaults.clear(request.place);
        return showDefaults(request, request.words.say('defaults.cleared'));
      },
    },
  },
);

async function showDefaults({ services, place, reply, words }: Request, before?: string): Promise<void> {
  const shown = { inServer: place.guild !== null, ...(await services.defaults.taken(place)) };
  const text = ownDefaultsText(words, shown);
  return reply.show(before === undefined ? text : `${before}\n${text}`, 'asker');
}

/** Null: nothing was chosen. */
function changeIn({ model, size, quality, ...others }: OptionValues<typeof options>): OwnDefaults | null {
  const named = typedText(model);
  const change = {
    model: named === undefined ? undefined : modelId(named),
    ...{ size: typedText(size), quality: typedText(quality)?.toLowerCase(), ...others },
  };
  return Object.values(change).every((each) => each === undefined) ? null : change;
}
