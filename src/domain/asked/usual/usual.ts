import type { ModelId } from '../../ids.ts';
import type { Format } from '../image-request.ts';

/** What is taken where a request says nothing, as members type it. */
export interface Defaults {
  readonly model?: ModelId | undefined;
  readonly size?: string | undefined;
  readonly quality?: string | undefined;
  readonly format?: Format | undefined;
}

/** What a member takes in one server, or in direct messages (contract, `/defaults`). `private`: who sees what comes of it. */
export interface OwnDefaults extends Defaults {
  readonly private?: boolean | undefined;
}

export const defaultFields = ['model', 'size', 'quality', 'format'] as const satisfies readonly (keyof Defaults)[];
export type DefaultField = (typeof defaultFields)[number];

/** What is taken for one member there: their own, and for the rest their server's. */
export interface Usual {
  readonly own?: Defaults | undefined;
  readonly server?: Defaults | undefined;
}

/** Whose choice it is that is taken for it; null: nobody's. */
export const whoseUsual = ({ own, server }: Usual, field: DefaultField): keyof Usual | null => {
  if (own?.[field] !== undefined) return 'own';
  return server?.[field] !== undefined ? 'server' : null;
};

/** What is tried first, and what instead, where that does not go with the rest of a request. */
export const layersOf = ({ own, server }: Usual): readonly Defaults[] => {
  const others = server ?? {};
  const isOwn = defaultFields.some((field) => own?.[field] !== undefined);
  return isOwn ? [{ ...others, ...given(own ?? {}) }, others] : [others];
};

/** With what is changed of them; what is left out stays. */
export const withOwn = (own: OwnDefaults, change: OwnDefaults): OwnDefaults => ({ ...own, ...given(change) });

const given = <Some extends object>(some: Some): Some =>
  Object.fromEntries(Object.entries(some).filter(([, value]) => value !== undefined)) as Some;
