import { compareSnowflakes } from './core/snowflake.ts';
import { until } from './core/until.ts';
import type { Watching } from './face/watching.ts';
import type { WireMessage } from './face/wire.ts';
import { createHandle } from './interactions/handle.ts';
import { viewOf } from './interactions/interaction.ts';
import { audienceOf } from './messages/message-store.ts';
import type { Realm } from './realm.ts';
import type { Recorder } from './rest/recorder.ts';

/** Looking on: what was asked, what there is to see, and waiting for it. */
export function createWatching(realm: Realm, recorder: Recorder): Watching {
  const { messages, renderer, files, interactions, emitter, gateway, commands, access, world } = realm;
  const shownIn = (channel: string): readonly WireMessage[] =>
    messages
      .in(channel)
      .toSorted((left, right) => compareSnowflakes(left.id, right.id))
      .map(renderer.message);

  return {
    requests: recorder.requests,
    requestsTo: (route) => recorder.requests.filter((request) => request.route === route),
    forgetRequests: recorder.forget,
    expectNoUnknownRoutes: () => recorder.expectNoUnknownRoutes(gateway.unimplementedOpcodes),
    on: emitter.on,
    onAny: emitter.onAny,
    visibleMessages(user, channel) {
      if (!access.maySee(world.channel(channel), user)) return [];
      return messages
        .in(channel)
        .filter(({ seenBy }) => seenBy === null || seenBy === user)
        .toSorted((left, right) => compareSnowflakes(left.id, right.id))
        .map(renderer.message);
    },
    message(id) {
      const found = messages.find(id);
      return found ? renderer.message(found) : null;
    },
    audienceOf: (id) => audienceOf(messages.get(id)),
    pingsOf: (id) => messages.get(id).mentions.pinged,
    filesOf: (id) =>
      messages.get(id).contents.files.map((held) => {
        const file = files.get(held.fileId);
        return {
          id: file.id,
          name: file.name,
          size: file.bytes.byteLength,
          sha256: file.sha256,
          contentType: file.contentType ?? null,
          width: file.width ?? null,
          height: file.height ?? null,
          description: held.description ?? null,
          spoiler: held.spoiler,
          bytes: file.bytes,
        };
      }),
    interactions: () => interactions.all().map(viewOf),
    interaction(id) {
      const found = interactions.find(id);
      if (!found) throw new Error(`No interaction ${id}`);
      return createHandle(found, emitter, renderer);
    },
    waitForMessage(channel, where, options) {
      // Everything once, then only what came: rendering all again at each event would cost the square.
      let candidates = shownIn(channel);
      return until({
        look: () => candidates.findLast(where),
        subscribe: (again) =>
          emitter.onAny((event) => {
            if (event.name !== 'message' && event.name !== 'messageUpdate') return;
            if (event.payload.message.channel_id !== channel) return;
            candidates = [event.payload.message];
            again();
          }),
        describe: () => `a message in ${channel}; there are ${JSON.stringify(shownIn(channel).map(brief))}`,
        options,
      });
    },
    waitForRequest(where, options) {
      let candidates = recorder.requests;
      return until({
        look: () => candidates.find(where),
        subscribe: (again) =>
          emitter.on('request', (request) => {
            candidates = [request];
            again();
          }),
        describe: () =>
          `a request; there were ${recorder.requests.map(({ method, path }) => `${method} ${path}`).join(', ')}`,
        options,
      });
    },
    waitForBot: (options) =>
      until({
        look: () => (gateway.connectedCount() > 0 ? true : undefined),
        subscribe: (again) => emitter.on('gateway', again),
        describe: () => 'the bot to identify',
        options,
      }).then(() => undefined),
    registeredCommands: (guild) => commands.list(guild ?? null),
    identifies: gateway.identifies,
  };
}

function brief({ content, flags, attachments }: WireMessage): object {
  return { content, flags, attachments: attachments.length };
}
