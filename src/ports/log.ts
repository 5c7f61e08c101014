/** Structured lines. Fields are ids, codes and counts: never a key, token, signed address, prompt or image bytes. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
