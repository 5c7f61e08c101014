import { button, select } from '../../src/discord/kit/action.ts';
import { type VersionId, versionId } from '../../src/domain/ids.ts';
import { readPlace } from '../history/places.ts';
import { turnTo } from '../history/show.ts';
import { tellMoved } from '../moved.ts';

/** **Back** and **Next** under a history as an older program showed it. */
export const turnHistoryPage = button('history-page', ({ page }, request) => turnTo(request, { kind: 'page', page }));

/** **Back** and **Next** under a history. */
export const turnHistory = button('history-at', ({ part }, request) => turnTo(request, readPlace(part)));

/** Another part of it, as it is chosen. */
export const chooseInHistory = select('history-at', (_customId, request, { values: [chosen = ''] }) =>
  turnTo(request, readPlace(chosen)),
);

/** Goes on from the version that is chosen, as `/history continue` does. */
export const continueFromChosen = select('history-continue', async (_customId, request, { values: [chosen = ''] }) => {
  // What was never offered is no version of that chain, and is refused like one.
  const version: VersionId = versionId(chosen);
  return tellMoved(request, await request.services.history.use(request.place, request.id, version));
});
