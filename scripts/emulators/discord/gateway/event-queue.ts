import type { Faults } from '../face/faults.ts';
import type { Snowflake } from '../face/wire.ts';
import type { Dispatch, GatewayEvent } from './gateway-event.ts';

/** Between what happens and what is sent: delivery is "never, once or up to N times", unordered (reference, section 7). */
export interface EventQueue {
  readonly dispatch: Dispatch;
  redeliver(id: Snowflake): void;
  readonly hold: Faults['holdGateway'];
}

export function createEventQueue(deliver: Dispatch): EventQueue {
  const repeatable = new Map<Snowflake, GatewayEvent>();
  let held: GatewayEvent[] | null = null;
  const dispatch: Dispatch = (event) => {
    if (event.repeatable) repeatable.set(event.repeatable, event);
    if (held) held.push(event);
    else deliver(event);
  };
  return {
    dispatch,
    redeliver(id) {
      const event = repeatable.get(id);
      if (!event) throw new Error(`Nothing was delivered under the id ${id}`);
      dispatch(event);
    },
    hold() {
      held ??= [];
      return ({ reversed = false } = {}) => {
        const events = held ?? [];
        held = null;
        for (const event of reversed ? events.toReversed() : events) deliver(event);
      };
    },
  };
}
