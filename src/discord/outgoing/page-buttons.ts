import { type APIButtonComponent, ButtonStyle, ComponentType } from 'discord.js';
import type { Words } from '../../words/words.ts';
import { type CustomIdKind, encodeCustomId, type IdOf } from '../kit/custom-id.ts';
import type { ButtonRow } from './messages.ts';

/** Kinds of buttons that are about a page. */
type PagedList = { [Kind in CustomIdKind]: IdOf<Kind> extends { readonly page: number } ? Kind : never }[CustomIdKind];

/** **Back** and **Next** under one page of a list, each where there is such a page; no row where it is the only one. */
export function pageButtons(words: Words, kind: PagedList, page: number, hasNext: boolean): readonly ButtonRow[] {
  const turn = (label: string, to: number): APIButtonComponent => ({
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    label,
    // One of the kinds above, whose ids are all alike.
    custom_id: encodeCustomId({ kind, page: to } as IdOf<PagedList>),
  });
  const components = [
    ...(page > 1 ? [turn(words.say('button.back'), page - 1)] : []),
    ...(hasNext ? [turn(words.say('button.next'), page + 1)] : []),
  ];
  return components.length === 0 ? [] : [{ type: ComponentType.ActionRow, components }];
}
