import type { SavedCharacter, Services } from '../../src/application/services.ts';
import type { FormFields } from '../../src/discord/incoming/form-fields.ts';
import type { Request } from '../../src/discord/kit/request.ts';
import { type Consent, consents, mostPictures, reaches } from '../../src/domain/characters/character.ts';
import { nameWords, useWords } from '../../src/words/character-words.ts';
import { failureMessage } from '../../src/words/failure-message.ts';
import { unreadWords } from '../../src/words/unread-words.ts';
import type { Words } from '../../src/words/words.ts';
import type { Typed } from './form.ts';
import { buttonRow, finishWithPictures, sheetRows } from './look.ts';
import { notForServer, notSavedWords } from './not-saved.ts';

type Draft = NonNullable<Awaited<ReturnType<Services['drafts']['find']>>>;
type Saved = Extract<SavedCharacter, { kind: 'saved' }>;

/** Saves what a form says, and ends its acknowledged answer. What was typed is kept where nothing came of it. */
export async function finishSaving(request: Request, draft: Draft, fields: FormFields): Promise<void> {
  const { id, place, services, words } = request;
  const typed = typedIn(fields, draft);
  const { whose } = typed;
  const refusal = notForServer(request, whose);
  if (refusal !== null) return finishUnsaved(request, draft, typed, refusal);
  const other = fields.files('images').map((picture) => ({ kind: 'picture', picture }) as const);
  const sources = other.length > 0 ? other : draft.sources;
  const saved = await services.characters.save({ id, place, ...typed, consent: consentIn(fields), sources });
  switch (saved.kind) {
    case 'saved':
      return finishWithPictures(request, saved.character, {
        content: savedWords(words, saved, draft),
        components: await sheetRows(request, saved.character),
        most: 1,
      });
    case 'not saved':
      return finishUnsaved(request, { ...draft, sources }, typed, notSavedWords(words, saved.why, whose));
    case 'failed':
      return finishUnsaved(request, { ...draft, sources }, typed, failureMessage(words, saved.failure));
    default:
      return saved satisfies never;
  }
}

/** What the form does not ask stands in the draft; of the whole form everything counts, also what was left empty. */
function typedIn(fields: FormFields, { character }: Draft): Typed {
  const name = fields.text('name');
  if (name === undefined) return character ?? { name: '', about: '', whose: 'mine' };
  const whose = reaches.find((each) => each === fields.choice('whose')) ?? 'mine';
  return { name, about: fields.text('about') ?? '', whose };
}

const consentIn = (fields: FormFields): Consent | null =>
  consents.find((each) => each === fields.choice('what')) ?? null;

async function finishUnsaved(
  { services, reply, words }: Request,
  { madeAt: _, ...draft }: Draft,
  character: Typed,
  content: string,
): Promise<void> {
  await services.drafts.keep({ ...draft, character });
  const change = buttonRow([words.say('button.change'), { kind: 'change-character', draft: draft.id }]);
  await reply.finish({ content, components: [change] });
}

function savedWords(words: Words, { character: { name }, leftOut }: Saved, { leftOut: unread = [] }: Draft): string {
  return [
    `${words.say('character.saved', { name: nameWords(name) })} ${useWords(words, name)}`,
    ...(leftOut > 0 ? [`-# ${words.say('character.saved.left-out', { most: mostPictures, count: leftOut })}`] : []),
    ...(unread.length > 0 ? [`-# ${words.say('result.left-out', { ...unreadWords(words, unread) })}`] : []),
  ].join('\n');
}
