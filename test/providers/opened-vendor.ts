import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordedRequest } from '../../scripts/emulators/vendors/index.ts';
import { createUpstream } from '../../src/providers/http/upstream.ts';
import type { OpenedProvider, VendorMood } from '../contract/image-provider.ts';
import { png, secondPng, sha256 } from './pictures.ts';

/** What the emulators of all vendors have in common. */
interface EmulatedVendor<Behaviour> {
  readonly requests: readonly RecordedRequest[];
  readonly paidRequests: readonly RecordedRequest[];
  readonly script: { next(behaviour: Behaviour): unknown };
  goOffline(): Promise<void>;
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

/** All that the contract of image providers needs beside the provider itself, which is built on `upstream`. */
export async function openVendor<Behaviour>({
  vendor,
  moods,
  lastSources,
  results,
}: {
  readonly vendor: EmulatedVendor<Behaviour>;
  readonly moods: Readonly<Record<VendorMood, Behaviour>>;
  /** Pictures that came with the last paid call, in order. */
  readonly lastSources: () => readonly { readonly sha256: string }[];
  /** Pictures made so far. */
  readonly results: () => readonly { bytes(): Promise<Uint8Array> }[];
}) {
  const directory = await mkdtemp(join(tmpdir(), 'retouch-provider-'));
  const scratch = await mkdtemp(join(directory, 'scratch-'));
  const pictures: { path: string; sha256: string }[] = [];
  for (const [index, bytes] of [png, secondPng].entries()) {
    const path = join(directory, `${index}.png`);
    await writeFile(path, bytes);
    pictures.push({ path, sha256: sha256(bytes) });
  }
  const upstream = createUpstream();
  const opened: Pick<OpenedProvider, 'vendor' | 'scratch' | 'pictures' | 'close'> = {
    vendor: {
      next: (mood) => void vendor.script.next(moods[mood]),
      get paidCalls() {
        return vendor.paidRequests.length;
      },
      get open() {
        return vendor.requests.filter(({ ended }) => ended === undefined).length;
      },
      get lastSources() {
        return lastSources().map((source) => source.sha256);
      },
      made: () => Promise.all(results().map((result) => result.bytes())),
      goOffline: () => vendor.goOffline(),
      comeBack: () => vendor.comeBack(),
    },
    scratch,
    pictures,
    async close() {
      await upstream.close();
      await vendor.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
  return { upstream, opened };
}
