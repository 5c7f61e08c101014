import { button, form } from '../../src/discord/kit/action.ts';
import { encodeCustomId } from '../../src/discord/kit/custom-id.ts';
import { ask } from '../../src/discord/outgoing/defer.ts';
import type { VersionId } from '../../src/domain/ids.ts';
import { promptField } from './prompt-field.ts';

/** **Start from the original**: all that was asked for since, in a form where it can be changed. */
export const startOver = button('start-over', async ({ version }, { services, place, reply, words }) => {
  const origin = await services.likeness.origin(version, place);
  if (origin === null) return reply.fail({ code: 'source_gone' });
  const forbidden = await services.rules.refusal(place, { sources: sourcesOf(origin.first, version) });
  if (forbidden !== null) return reply.fail(forbidden);
  return reply.openForm({
    custom_id: encodeCustomId({ kind: 'start-over-form', version }),
    title: words.say('form.start-over.title'),
    components: [
      promptField({
        label: words.say('form.start-over.prompt'),
        description: words.say('form.start-over.hint'),
        value: origin.instructions,
      }),
    ],
  });
});

/** The first picture of the chain, then the version; its price is agreed to before anything is made. */
export const startOverForm = form('start-over-form', async ({ version }, request, fields) => {
  const origin = await request.services.likeness.origin(version, request.place);
  if (origin === null) return request.reply.fail({ code: 'source_gone' });
  return ask(request, {
    recipe: { prompt: fields.text('prompt') ?? '', startsOver: true },
    sources: { kind: 'given', sources: sourcesOf(origin.first, version) },
    audience: origin.audience,
  });
});

const sourcesOf = (...versions: readonly VersionId[]) =>
  versions.map((version) => ({ kind: 'version', version }) as const);
