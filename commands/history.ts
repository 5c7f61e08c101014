import { slashCommand } from '../src/discord/kit/command.ts';
import { exportHistory } from './history/export.ts';
import { resetHistory } from './history/reset.ts';
import { showHistory } from './history/show.ts';
import { versionChoices, wantedVersion } from './history-list.ts';
import { tellMoved } from './moved.ts';

export const history = slashCommand(
  {
    name: 'history',
    description: 'command.history',
    subcommands: {
      show: { description: 'command.history.show', options: {} },
      undo: { description: 'command.history.undo', options: {} },
      redo: { description: 'command.history.redo', options: {} },
      continue: {
        description: 'command.history.continue',
        options: {
          version: {
            type: 'string',
            description: 'command.history.continue.version',
            required: true,
            completes: true,
          },
        },
      },
      export: { description: 'command.history.export', options: {} },
      reset: { description: 'command.history.reset', options: {} },
    },
  },
  {
    show: {
      run: (_options, request) => showHistory(request),
    },
    undo: {
      run: async (_options, request) =>
        tellMoved(request, await request.services.history.undo(request.place, request.id)),
    },
    redo: {
      run: async (_options, request) =>
        tellMoved(request, await request.services.history.redo(request.place, request.id)),
    },
    continue: {
      run: async ({ version }, request) =>
        tellMoved(request, await request.services.history.continueFrom(request.place, request.id, version)),
      complete: {
        version: async (typed, { services, place, words }) =>
          versionChoices(words, await services.history.search(place, wantedVersion(words, typed))),
      },
    },
    export: { run: (_options, request) => exportHistory(request) },
    reset: { run: (_options, request) => resetHistory(request) },
  },
);
