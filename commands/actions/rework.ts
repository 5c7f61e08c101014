import type { AskedRework } from '../../src/application/services.ts';
import { button } from '../../src/discord/kit/action.ts';
import type { Request } from '../../src/discord/kit/request.ts';
import { acknowledge } from '../../src/discord/outgoing/defer.ts';
import { labelled, row } from '../../src/discord/outgoing/looks/buttons.ts';
import type { VersionId } from '../../src/domain/ids.ts';
import type { Price } from '../../src/domain/offers/provider.ts';
import { priceWords } from '../../src/words/price-words.ts';
import type { Words } from '../../src/words/words.ts';
import { askWhich } from './which-one.ts';

/** **Vary**: privately, how. */
export const vary = button('vary', ({ version }, request) => offerVariations(request, version));

/** The same under several pictures. */
export const varyWhich = button('vary-which', (_customId, request, message) =>
  askWhich(request, message, 'vary', (version) => offerVariations(request, version)),
);

export const varySubtle = button('vary-subtle', ({ version }, request) => ask(request, version, 'subtle'));
export const varyStrong = button('vary-strong', ({ version }, request) => ask(request, version, 'strong'));

/** **Upscale**, behind **More**. */
export const upscale2k = button('upscale-2k', ({ version }, request) => ask(request, version, '2K'));
export const upscale4k = button('upscale-4k', ({ version }, request) => ask(request, version, '4K'));

/** What a button says with its price, as values are offered where somebody types. */
export const priced = (words: Words, label: string, price: Price | null): string =>
  price === null ? label : words.say('button.priced', { label, price: priceWords(words, price) });

async function offerVariations({ services, place, reply, words }: Request, version: VersionId): Promise<void> {
  const offered = await services.rework.offered(version, place);
  if (offered === null) return reply.fail({ code: 'source_gone' });
  const forbidden = await services.rules.refusal(place, { sources: [{ kind: 'version', version }] });
  if (forbidden !== null) return reply.fail(forbidden);
  if ('failure' in offered.vary) return reply.fail(offered.vary.failure);
  const { price } = offered.vary;
  const buttons = (['vary-subtle', 'vary-strong'] as const).map((kind) =>
    labelled(priced(words, words.say(`button.${kind}`), price), { kind, version }),
  );
  return reply.show(words.say('vary.how'), 'asker', [row(buttons)]);
}

/** For all who see the version, or as private as that is. */
async function ask(request: Request, version: VersionId, rework: AskedRework): Promise<void> {
  const { services, place, reply, id } = request;
  const found = await services.version(version, place);
  if (found === null) return reply.fail({ code: 'source_gone' });
  const { audience } = found;
  const unnamed = request.wordsFor(audience).say('picture.sent');
  const answer = await services.rework.ask({ version, rework, unnamed }, id, request.address(audience));
  if (answer === null) return reply.fail({ code: 'source_gone' });
  return acknowledge(request, answer);
}
