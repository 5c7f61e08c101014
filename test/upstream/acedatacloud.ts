import { startServer } from './acedatacloud/server.ts';
import type { EmulatedAceDataCloud, EmulatedAceDataCloudOptions } from './emulated-acedatacloud.ts';

/** Starts an emulated AceDataCloud on loopback and resolves once it listens. */
export async function startEmulatedAceDataCloud(
  options: EmulatedAceDataCloudOptions = {},
): Promise<EmulatedAceDataCloud> {
  return startServer(options);
}
