import type { HistoryWindow, WindowAt } from '../../src/application/services.ts';
import type { Request } from '../../src/discord/kit/request.ts';
import { versionName } from '../../src/domain/chain/version-name.ts';
import { historyControls } from './controls.ts';
import { historyLines } from './lines.ts';
import { peopleOf } from './people.ts';
import { treeAlt, treeRows } from './tree.ts';

/** Answers privately: the newest versions as a tree and in words. */
export async function showHistory(request: Request): Promise<void> {
  const { place, reply, services, words } = request;
  const window = await services.history.window(place, { kind: 'newest' });
  if (window.items.length === 0) return reply.show(words.say('history.none'), 'asker');
  if ((await reply.acknowledge('asker')).kind !== 'taken') return;
  await finishHistory(request, window);
}

/** Another part takes the place of the one that was shown. */
export async function turnTo(request: Request, at: WindowAt): Promise<void> {
  const { place, reply, services } = request;
  if ((await reply.turn()).kind !== 'taken') return;
  await finishHistory(request, await services.history.window(place, at));
}

async function finishHistory(request: Request, window: HistoryWindow): Promise<void> {
  const { place, reply, services, words } = request;
  const { items, newerThan, olderThan } = window;
  const [newest, oldest] = [items[0], items.at(-1)];
  // Everything may have been deleted since.
  if (newest === undefined || oldest === undefined)
    return void (await reply.finish({ content: words.say('history.none') }));
  const people = peopleOf(
    items.map(({ owner }) => owner),
    place.user,
  );
  const isWhole = newerThan === null && olderThan === null;
  const range = { newest: versionName(newest), oldest: versionName(oldest) };
  const look = {
    content: [historyLines(request, window, people), ...(isWhole ? [] : [words.say('history.shown', range)])].join(
      '\n',
    ),
    components: historyControls(words, window),
  };
  await using picture = await services.history.lendTree(treeRows(request, window, people), place.user);
  // The words say all that the picture does.
  if (picture === null) return void (await reply.finish(look));
  const files = [{ path: picture.path, filename: 'history.png', description: treeAlt(words, window) }];
  const trouble = await reply.finish({ ...look, files });
  if (trouble !== null) await reply.finish(look);
}
