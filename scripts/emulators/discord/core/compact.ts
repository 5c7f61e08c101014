type Optional<T> = { [Key in keyof T]: undefined extends T[Key] ? Key : never }[keyof T];

/** The same fields, where one that may be undefined is absent instead. */
export type Compact<T> = { [Key in Exclude<keyof T, Optional<T>>]: T[Key] } & {
  [Key in Optional<T>]?: Exclude<T[Key], undefined>;
};

/** Leaves out what is undefined: on the wire a missing key and a null mean different things. */
export function compact<T extends object>(fields: T): Compact<T> {
  // The only cast that leaving out keys needs: Object.fromEntries knows no keys.
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Compact<T>;
}
