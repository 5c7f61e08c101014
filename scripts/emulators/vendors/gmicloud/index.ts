import type { EmulatedGmiCloud, EmulatedGmiCloudOptions } from './emulated.ts';
import { startServer } from './server.ts';

/** Starts an emulated GMI Cloud on loopback and resolves once it listens. */
export async function startEmulatedGmiCloud(options: EmulatedGmiCloudOptions = {}): Promise<EmulatedGmiCloud> {
  return startServer(options);
}
