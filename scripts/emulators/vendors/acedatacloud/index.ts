import type { EmulatedAceDataCloud, EmulatedAceDataCloudOptions } from './emulated.ts';
import { startServer } from './server.ts';

/** Starts an emulated AceDataCloud on loopback and resolves once it listens. */
export async function startEmulatedAceDataCloud(
  options: EmulatedAceDataCloudOptions = {},
): Promise<EmulatedAceDataCloud> {
  return startServer(options);
}
