import type { EmulatedAceDataCloud, EmulatedAceDataCloudOptions } from './emulated-acedatacloud.ts';

/** Starts an emulated AceDataCloud on loopback and resolves once it listens. */
export async function startEmulatedAceDataCloud(
  _options: EmulatedAceDataCloudOptions = {},
): Promise<EmulatedAceDataCloud> {
  throw new Error('The emulated AceDataCloud is being written: its face is settled, its inside is not there yet.');
}
