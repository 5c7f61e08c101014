import { type APIButtonComponent, ButtonStyle, ComponentType } from 'discord.js';
import type { Words } from '../../words/words.ts';
import { encodeCustomId } from '../kit/custom-id.ts';
import type { ButtonRow } from './messages.ts';

type PagedList = 'limits-page' | 'quota-page' | 'history-page' | 'characters-page' | 'blocklist-page';

/** **Back** and **Next** under one page of a list, each where there is such a page; no row where it is the only one. */
export function pageButtons(words: Words, kind: PagedList, page: number, hasNext: boolean): readonly ButtonRow[] {
  const turn = (label: string, to: number): APIButtonComponent => ({
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    label,
    custom_id: encodeCustomId({ kind, page: to }),
  });
  const components = [
    ...(page > 1 ? [turn(words.say('button.back'), page - 1)] : []),
    ...(hasNext ? [turn(words.say('button.next'), page + 1)] : []),
  ];
  return components.length === 0 ? [] : [{ type: ComponentType.ActionRow, components }];
}
