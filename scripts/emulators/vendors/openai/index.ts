import type { EmulatedOpenAi, EmulatedOpenAiOptions } from './emulated.ts';
import { startServer } from './server.ts';

/** Starts an emulated OpenAI (or AGCloud) on loopback and resolves once it listens. */
export async function startEmulatedOpenAi(options: EmulatedOpenAiOptions = {}): Promise<EmulatedOpenAi> {
  return startServer(options);
}
