import type { FeedEvent } from '../../protocol.ts';
import type { Actions } from './actions.ts';
import { applyEvent } from './apply-event.ts';
import { clock } from './clock.ts';
import type { Store } from './store.ts';

/** Follows what happens in the emulated world, for as long as the page lives. */
export function followFeed(store: Store, actions: Actions): void {
  const source = new EventSource('/api/events');
  /** Events that come while everything is read anew; applied on top of it. */
  let waiting: FeedEvent[] | null = [];

  function apply(event: FeedEvent): void {
    store.change(applyEvent(store.get(), event, Date.now()));
    if (event.kind === 'commands') void actions.refreshCommands();
    if (event.kind === 'clock') clock.set(event.now);
    // Nobody tells when typing ends: it is drawn anew once it must have.
    if (event.kind === 'typing') setTimeout(() => store.change({}), 10_100);
  }

  source.addEventListener('open', async () => {
    waiting = [];
    await actions.load();
    const missed = waiting;
    waiting = null;
    for (const event of missed) apply(event);
    store.change({ connected: true });
  });
  source.addEventListener('error', () => store.change({ connected: false }));
  source.addEventListener('message', ({ data }) => {
    const event = JSON.parse(data) as FeedEvent;
    if (waiting === null) apply(event);
    else waiting.push(event);
  });
}
