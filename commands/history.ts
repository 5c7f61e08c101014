import { slashCommand } from '../src/discord/kit/command.ts';
import { coming } from './coming.ts';
import { completeVersion, historyLines } from './history-list.ts';
import { tellMoved } from './moved.ts';

export const history = slashCommand(
  {
    name: 'history',
    description: 'The versions of this channel or thread',
    subcommands: {
      show: { description: 'List the versions, newest first', options: {} },
      undo: { description: 'Go back to what the current version was made from', options: {} },
      continue: {
        description: 'Go on from an earlier version',
        options: {
          version: { type: 'integer', description: 'Its number', required: true, completes: true, min: 1 },
        },
      },
      export: { description: 'Get all versions as files', options: {} },
      reset: { description: 'Start anew: no version is current then', options: {} },
    },
  },
  {
    show: {
      async run(_options, { reply, services, place }) {
        const items = await services.history.list(place, mostListed);
        return reply.show(historyLines(items, place.guild), 'asker');
      },
    },
    undo: {
      run: async (_options, request) =>
        tellMoved(request, await request.services.history.undo(request.place, request.id)),
    },
    continue: {
      run: async ({ version }, request) =>
        tellMoved(request, await request.services.history.continueFrom(request.place, request.id, version)),
      complete: {
        version: async (typed, { services, place }) =>
          completeVersion(await services.history.list(place, mostSearched), typed),
      },
    },
    export: coming('`/history export`'),
    reset: {
      run: async (_options, request) =>
        tellMoved(request, await request.services.history.reset(request.place, request.id)),
    },
  },
);

/** As many as fit one message with room for their prompts. */
const mostListed = 15;
const mostSearched = 50;
