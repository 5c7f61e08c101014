import type { ServerRules } from './server-rules.ts';

/** The rules that `/server defaults` sets, shows and clears. */
export const defaultRules = [
  'threads',
  'spoiler',
  'replies',
  'others',
  'photos',
  'keepDays',
  'askAbove',
] as const satisfies readonly (keyof ServerRules)[];

/** Of these and of what requests usually say, what is to change; what is left out stays. */
export type DefaultsChange = Pick<ServerRules, (typeof defaultRules)[number]> & NonNullable<ServerRules['defaults']>;

/** The rules with that change; nothing else is touched. */
export function withDefaults(rules: ServerRules, { model, size, quality, ...change }: DefaultsChange): ServerRules {
  const usual = given({ model, size, quality });
  const defaults = Object.keys(usual).length === 0 ? rules.defaults : { ...rules.defaults, ...usual };
  return { ...rules, ...given(change), defaults };
}

/** What a request says where its member says nothing, and what it may cost and be kept unasked. */
export type UsualChange = Pick<DefaultsChange, 'model' | 'size' | 'quality' | 'askAbove' | 'keepDays'>;

/** With these in place of what was set of them. */
export function withUsual(rules: ServerRules, { model, size, quality, askAbove, keepDays }: UsualChange): ServerRules {
  const usual = given({ model, size, quality });
  return { ...rules, askAbove, keepDays, defaults: Object.keys(usual).length === 0 ? undefined : usual };
}

/** Without all of them. */
export function withoutDefaults(rules: ServerRules): ServerRules {
  return { ...rules, ...Object.fromEntries(defaultRules.map((each) => [each, undefined])), defaults: undefined };
}

/** Without what is undefined: that was not chosen. */
const given = <Some extends object>(some: Some): Partial<Some> =>
  Object.fromEntries(Object.entries(some).filter(([, value]) => value !== undefined)) as Partial<Some>;
