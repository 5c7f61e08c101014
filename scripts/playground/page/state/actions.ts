import type { Act, ActAnswer, CompletionRequest, Snowflake, WireCommandChoice, WireMessage } from '../../protocol.ts';
import type { Picture } from '../messages/picture.ts';
import { clock } from './clock.ts';
import { findPlace, maySee, peopleOf } from './place.ts';
import * as server from './server.ts';
import type { Store } from './store.ts';

type WithoutUser<One> = One extends unknown ? Omit<One, 'user'> : never;

/** An act of whoever one is at the moment. */
export type MyAct = WithoutUser<Act>;

/** What the page's elements may ask for. */
export interface Actions {
  load(): Promise<void>;
  /** Resolves once the channel's messages are there. */
  go(channel: Snowflake): Promise<void>;
  become(user: Snowflake): Promise<void>;
  /** Does it, and shows why where Discord's client would not let one. */
  perform(act: MyAct, files?: ReadonlyMap<string, File>): Promise<ActAnswer>;
  complete(request: Omit<CompletionRequest, 'user' | 'channel'>): Promise<readonly WireCommandChoice[]>;
  useComponent(
    message: Snowflake,
    customId: string,
    act: Extract<MyAct, { act: 'press button' | 'choose' }>,
  ): Promise<void>;
  submitForm(act: Extract<MyAct, { act: 'submit form' }>, files: ReadonlyMap<string, File>): Promise<void>;
  dismissForm(): void;
  reply(message: WireMessage | null): void;
  togglePing(): void;
  edit(message: WireMessage | null): void;
  dismissFailure(interaction: Snowflake): void;
  openPicture(picture: Picture | null): void;
  dismissRefusal(): void;
  togglePanel(): void;
  useControl(id: string): Promise<void>;
  forgetRequests(): Promise<void>;
  refreshCommands(): Promise<void>;
  refreshMessages(): Promise<void>;
}

export function createActions(store: Store): Actions {
  async function arrive(me: Snowflake, channel: Snowflake): Promise<void> {
    const unread = new Map(store.get().unread);
    unread.delete(channel);
    store.change({ me, channel, unread, messages: [], commands: [], replyTo: null, editing: null, form: null });
    history.replaceState(null, '', `#${me}/${channel}`);
    await Promise.all([refreshMessages(), refreshCommands()]);
  }

  /** Where this person may look: the channel asked for, else the first that they see. */
  function reachable(user: Snowflake, wanted: Snowflake): Snowflake {
    const { world } = store.get();
    if (maySee(world, user, wanted) && findPlace(world, wanted) !== null) return wanted;
    const seen = world.visible[user] ?? [];
    return seen.find((id) => findPlace(world, id)?.guild !== null) ?? seen[0] ?? '';
  }

  async function refreshMessages(): Promise<void> {
    const { me, channel } = store.get();
    const messages = await server.fetchMessages(me, channel);
    const now = store.get();
    if (now.me === me && now.channel === channel) store.change({ messages });
  }

  async function refreshCommands(): Promise<void> {
    const { me, channel } = store.get();
    const commands = await server.fetchCommands(me, channel);
    const now = store.get();
    if (now.me === me && now.channel === channel) store.change({ commands });
  }

  async function perform(act: MyAct, files: ReadonlyMap<string, File> = new Map()): Promise<ActAnswer> {
    const answer = await server.sendAct({ ...act, user: store.get().me } as Act, files);
    store.change({ refusal: answer.ok ? null : answer.refusal });
    return answer;
  }

  return {
    async load() {
      const { now, start, interactions, ...rest } = await server.fetchSnapshot();
      clock.set(now);
      store.change({ ...rest, loaded: true, interactions: new Map(interactions.map((one) => [one.id, one])) });
      const [user, channel] = location.hash.slice(1).split('/');
      const known = peopleOf(rest.world).find((one) => one.id === user)?.id ?? start.user;
      await arrive(known, reachable(known, channel ?? start.channel));
    },
    go: (channel) => arrive(store.get().me, channel),
    become: (user) => arrive(user, reachable(user, store.get().channel)),
    perform,
    complete: (request) => {
      const { me, channel } = store.get();
      return server.sendCompletion({ ...request, user: me, channel });
    },
    async useComponent(message, customId, act) {
      const answer = await perform(act);
      if (!answer.ok || answer.id === null) return;
      store.change({ componentUses: new Map(store.get().componentUses).set(answer.id, { message, customId }) });
    },
    async submitForm(act, files) {
      const answer = await perform(act, files);
      const { form, interactions } = store.get();
      if (form === null || form.modal.id !== act.modal) return;
      if (!answer.ok) return store.change({ form: { ...form, error: answer.refusal }, refusal: null });
      const state = answer.id === null ? 'waiting' : (interactions.get(answer.id)?.state ?? 'waiting');
      if (state === 'waiting') store.change({ form: { ...form, submission: answer.id, error: null } });
      else if (state !== 'failed') store.change({ form: null });
    },
    dismissForm() {
      const { form } = store.get();
      if (form === null) return;
      store.change({ form: null });
      void perform({ act: 'dismiss form', modal: form.modal.id });
    },
    reply: (message) => store.change({ replyTo: message === null ? null : { message, ping: true }, editing: null }),
    togglePing() {
      const { replyTo } = store.get();
      if (replyTo !== null) store.change({ replyTo: { ...replyTo, ping: !replyTo.ping } });
    },
    edit: (message) => store.change({ editing: message, replyTo: null }),
    dismissFailure: (interaction) => store.change({ dismissed: new Set(store.get().dismissed).add(interaction) }),
    openPicture: (picture) => store.change({ picture }),
    dismissRefusal: () => store.change({ refusal: null }),
    togglePanel: () => store.change({ panelOpen: !store.get().panelOpen }),
    useControl: server.useControl,
    async forgetRequests() {
      await server.forgetRequests();
      store.change({ requests: [] });
    },
    refreshCommands,
    refreshMessages,
  };
}
