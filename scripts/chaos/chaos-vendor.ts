import type { ProviderName } from '../../src/domain/offers/provider.ts';
import type { Random } from './random.ts';

/** A call that could have cost money, as the vendor saw it. */
export interface SeenCall {
  /** Our trace id; null where this vendor is told none. */
  readonly trace: string | null;
  readonly prompt: string;
  /** The vendor itself said that it took nothing. */
  readonly isRefused: boolean;
  readonly isTaken: boolean;
}

/** What a real account would be billed for. */
export interface BilledCall {
  readonly trace: string | null;
  readonly prompt: string;
  readonly sha256: readonly string[];
  /** Whether whoever asks the vendor afterwards is told of it. */
  readonly canBeFound: boolean;
}

/** How badly it may behave. `gentle`: nothing that takes a minute to find out. */
export type Temper = 'gentle' | 'any';

/** An emulated image API that misbehaves at random, and remembers what it was asked and what it made. */
export interface ChaosVendor {
  readonly provider: ProviderName;
  /** Settings of the bot that point it here. */
  readonly settings: Readonly<Record<string, string>>;
  /** How many pictures an edit may be given. */
  readonly mostSources: number;
  /** Whether an edit may name a part of the picture, for no more than it costs without. */
  readonly takesMasks: boolean;
  /** Whether it can be asked afterwards what became of a call. */
  readonly canBeAsked: boolean;
  /** Decides how the next `calls` calls about this prompt go. */
  misbehave(random: Random, prompt: string, calls: number, temper: Temper): void;
  /** Behaves from now on. */
  behave(): void;
  /** Called whenever an answer of its has ended. Returns the way to stop listening. */
  onAnswer(listener: () => void): () => void;
  readonly seen: readonly SeenCall[];
  readonly billed: readonly BilledCall[];
  goOffline(): Promise<void>;
  comeBack(): Promise<void>;
  /** Resolves once nothing is in work. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** Where the bot is reached; the port is the one that was started last. */
export type Reach = (address: string) => string;

/** An address that exists nowhere: the emulators are told where it leads. */
export const publicUrl = 'https://retouch.example';
