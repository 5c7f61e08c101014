import { seenIn } from '../../src/discord/incoming/shown/seen-in.ts';
import { button } from '../../src/discord/kit/action.ts';
import type { Request } from '../../src/discord/kit/request.ts';
import { channelId, messageId, type VersionId } from '../../src/domain/ids.ts';
import type { Words } from '../../src/words/words.ts';
import { openCharacterForm } from '../character/form.ts';
import { buttonRow } from '../character/look.ts';
import { priced } from './rework.ts';

/**
 * **More**, under a result: privately what else can be done with each of its versions that this member may see; each only
 * where it makes sense.
 */
export const more = button('more', async (_customId, request, message) => {
  const { services, place, self, reply, words } = request;
  const { versions } = seenIn(message, self);
  const sources = await services.sourcesOf(
    { id: messageId(message.id), channel: channelId(message.channel_id), versions, pictures: [] },
    place.user,
  );
  const visible = sources.flatMap((source) => (source.kind === 'version' ? [source.version] : []));
  if (visible.length === 0) return reply.fail({ code: 'source_gone' });
  // Whether the rest may be put back is seen by looking at pictures, which takes its time.
  if ((await reply.acknowledge('asker')).kind !== 'taken') return;
  const { changed, restful, long } = await whatMakesSense(request, visible);
  const larger = await largerOf(request, visible);
  // Numbered as the message shows them, though one among them be gone.
  const order = versions.length > 0 ? versions : visible;
  const rowOf = (
    kind: 'use-as-character' | 'what-changed' | 'keep-rest' | 'start-over',
    among: readonly VersionId[],
  ) => {
    const label = words.say(`button.${kind}`);
    const buttons = among.map((version) => {
      const numbered = words.say('button.numbered', { label, number: order.indexOf(version) + 1 });
      return [order.length === 1 ? label : numbered, { kind, version }] as const;
    });
    return buttons.length === 0 ? [] : [buttonRow(...buttons)];
  };
  await reply.finish({
    content: words.say('more.which'),
    components: [
      ...rowOf('what-changed', changed),
      ...rowOf('keep-rest', restful),
      ...rowOf('start-over', long),
      ...rowOf('use-as-character', visible),
      ...upscaleRows(words, larger, order),
    ].slice(0, mostRows),
  });
});

/** What each of them may be made larger to. */
async function largerOf({ services, place }: Request, visible: readonly VersionId[]) {
  const offered = await Promise.all(visible.map((version) => services.rework.offered(version, place)));
  return visible.flatMap((version, index) =>
    (offered[index]?.larger ?? []).map(({ to, price }) => ({ version, to, price })),
  );
}

/** **Upscale**: as many in a row as there is room. */
function upscaleRows(words: Words, larger: Awaited<ReturnType<typeof largerOf>>, order: readonly VersionId[]) {
  const buttons = larger.map(({ version, to, price }) => {
    const label = words.say('button.upscale', { size: to });
    const number = order.indexOf(version) + 1;
    const named = order.length === 1 ? label : words.say('button.numbered', { label, number });
    return [priced(words, named, price), { kind: upscaleKinds[to], version }] as const;
  });
  return [buttons.slice(0, 5), buttons.slice(5)].flatMap((each) => (each.length === 0 ? [] : [buttonRow(...each)]));
}

const upscaleKinds = { '2K': 'upscale-2k', '4K': 'upscale-4k' } as const;

/** Discord takes no more. */
const mostRows = 5;

/** Which were made from another picture, which changed in one place, and which by several edits. */
async function whatMakesSense({ services, place }: Request, visible: readonly VersionId[]) {
  const changed: VersionId[] = [];
  const restful: VersionId[] = [];
  const long: VersionId[] = [];
  for (const version of visible) {
    const found = await services.version(version, place);
    if (found === null || found.sources.length === 0) continue;
    changed.push(version);
    if (await services.likeness.mayKeepRest(version, place)) restful.push(version);
    if ((await services.likeness.origin(version, place)) !== null) long.push(version);
  }
  return { changed, restful, long };
}

/** **Use as character**, behind it: the form of a character made from that version. */
export const useVersion = button('use-as-character', async ({ version }, request) => {
  const found = await request.services.version(version, request.place);
  if (found === null) return request.reply.fail({ code: 'source_gone' });
  return openCharacterForm(request, [{ kind: 'version', version }]);
});
