import type { WireCommandChoice } from '../../protocol.ts';

export type Completing =
  | { readonly state: 'pending' }
  | { readonly state: 'done'; readonly choices: readonly WireCommandChoice[] };

/** Asks the bot for choices a moment after the last key, and forgets answers that come too late. */
export interface Completer {
  ask(question: () => Promise<readonly WireCommandChoice[]>): void;
  current(): Completing;
  stop(): void;
}

export function createCompleter(onChange: () => void): Completer {
  let current: Completing = { state: 'pending' };
  let asked = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function put(number: number, question: () => Promise<readonly WireCommandChoice[]>): Promise<void> {
    const choices = await question();
    if (number !== asked) return;
    current = { state: 'done', choices };
    onChange();
  }

  return {
    ask(question) {
      const number = ++asked;
      current = { state: 'pending' };
      clearTimeout(timer);
      timer = setTimeout(() => void put(number, question), QUIET_MS);
      onChange();
    },
    current: () => current,
    stop() {
      asked += 1;
      clearTimeout(timer);
    },
  };
}

const QUIET_MS = 120;
