import type { EmulatedDiscord, EmulatorEvent, InteractionView } from '../emulators/discord/index.ts';
import type { Broadcast } from './broadcast.ts';
import type { Controls } from './controls.ts';
import { viewWorld } from './playground-world.ts';
import type { FeedEvent, InteractionSeen } from './protocol.ts';
import type { PlaygroundUpstream } from './upstreams/upstream.ts';

/** Passes on what happens in the emulated world. Returns the way to stop. */
export function watchEmulators(world: {
  readonly discord: EmulatedDiscord;
  readonly upstreams: readonly PlaygroundUpstream[];
  readonly controls: Controls;
  readonly broadcast: Broadcast;
}): () => void {
  const { discord, upstreams, controls, broadcast } = world;
  const tellControls = whenChanged(
    () => controls.views(),
    (views) => broadcast.publish({ kind: 'controls', controls: views }),
  );
  const stops = [
    discord.onAny((event) => {
      const passedOn = feedEventOf(discord, event);
      if (passedOn !== null) broadcast.publish(passedOn);
      if (event.name === 'request') tellControls();
    }),
    ...upstreams.map((upstream) => upstream.listen(tellControls)),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

export function withoutToken(view: InteractionView): InteractionSeen {
  const { token: _token, ...seen } = view;
  return seen;
}

function feedEventOf(discord: EmulatedDiscord, event: EmulatorEvent): FeedEvent | null {
  switch (event.name) {
    case 'message':
      return { kind: 'message', seen: event.payload };
    case 'messageUpdate':
      return { kind: 'message update', seen: event.payload };
    case 'messageDelete':
      return { kind: 'message delete', ...event.payload };
    case 'interaction':
      return { kind: 'interaction', interaction: withoutToken(event.payload) };
    case 'modal':
      return { kind: 'modal', modal: event.payload };
    case 'typing':
      return { kind: 'typing', ...event.payload };
    case 'world':
      return { kind: 'world', world: viewWorld(discord) };
    case 'commands':
      return { kind: 'commands' };
    // Requests come from the request log; choices go back to whoever asked; the gateway shows in the bot's log.
    case 'request':
    case 'autocomplete':
    case 'gateway':
      return null;
    default:
      return event satisfies never;
  }
}

function whenChanged<Value>(read: () => Value, tell: (value: Value) => void): () => void {
  let last = JSON.stringify(read());
  return () => {
    const value = read();
    const now = JSON.stringify(value);
    if (now === last) return;
    last = now;
    tell(value);
  };
}
