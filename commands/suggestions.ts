import type { Suggestion } from '../src/application/services.ts';
import type { TextChoice } from '../src/discord/kit/command.ts';
import { priceWords } from '../src/words/price-words.ts';
import { shortText } from '../src/words/quoted-text.ts';
import type { Words } from '../src/words/words.ts';

/** What Discord offers while somebody types: whatever holds what was typed, with its price where that is known. */
export function suggest(words: Words, suggestions: readonly Suggestion[], typed: string): readonly TextChoice[] {
  const wanted = typed.trim().toLowerCase();
  return (
    suggestions
      .map((each) => ({ name: labelOf(words, each), value: each.value }))
      // One that Discord would not take makes it refuse the whole list; it may still be typed.
      .filter(({ value }) => value.length <= mostCharacters)
      .filter(({ name, value }) => name.toLowerCase().includes(wanted) || value.toLowerCase().includes(wanted))
      .slice(0, mostChoices)
      .map(({ name, value }) => ({ name: shortText(name, { characters: mostCharacters, bytes: 400 }), value }))
  );
}

function labelOf(words: Words, { name, price, usual }: Suggestion): string {
  return [
    name ?? words.say('choice.auto'),
    ...(price === null ? [] : [priceWords(words, price)]),
    ...(usual === undefined ? [] : [words.say(`choice.usual.${usual}`)]),
  ].join(' · ');
}

/** Discord takes 25, of 100 characters each (reference, Discord section 3). */
const mostChoices = 25;
const mostCharacters = 100;
