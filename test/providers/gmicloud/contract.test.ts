import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type GmiCloudBehaviour, startEmulatedGmiCloud } from '../../../scripts/emulators/vendors/index.ts';
import { createGmiCloud } from '../../../src/providers/gmicloud/provider.ts';
import { createUpstream } from '../../../src/providers/http/upstream.ts';
import { describeImageProvider, type VendorMood } from '../../contract/image-provider.ts';
import { png, secondPng, sha256 } from '../pictures.ts';

const moods: Readonly<Record<VendorMood, GmiCloudBehaviour>> = {
  moderates: { refuse: { status: 400, message: 'a very particular cat breaks the content policy' } },
  'is out of money': { refuse: { status: 402, message: 'insufficient balance, whatever the safety policy says' } },
  'refuses the key': { refuse: { status: 403, message: 'you do not have access' } },
  'is busy': { refuse: { status: 429, message: 'slow down', retryAfter: 2 } },
  'dislikes a field': {
    refuse: { status: 400, message: 'Generation rejected; please review the prompt and parameters' },
  },
  'says it failed': { refuse: { status: 500, message: 'temporary backend error' } },
  'hides behind a gateway': { raw: { status: 502, body: '<html>Bad gateway</html>' } },
  'cuts before taking': { drop: 'before' },
  'cuts after taking': { drop: 'after' },
  babbles: { raw: { status: 200, body: '<html>Welcome</html>', taken: true } },
  'is silent': { stall: 'after' },
  'makes nothing': { images: 0 },
  'hands it over': { answer: 'data' },
  'gives an address': { answer: 'strings' },
};

describeImageProvider('GMI Cloud', async () => {
  const vendor = await startEmulatedGmiCloud({ pictures: 'plain', longestEdge: 512 });
  const directory = await mkdtemp(join(tmpdir(), 'retouch-provider-'));
  const scratch = await mkdtemp(join(directory, 'scratch-'));
  const pictures = [];
  for (const [index, bytes] of [png, secondPng].entries()) {
    const path = join(directory, `${index}.png`);
    await writeFile(path, bytes);
    pictures.push({ path, sha256: sha256(bytes) });
  }
  const upstream = createUpstream();
  return {
    provider: createGmiCloud({ upstream, baseUrl: vendor.baseUrl, key: vendor.key }),
    token: vendor.key,
    model: 'gpt-image-2-generate',
    editModel: 'gpt-image-2-edit',
    mostSources: 1,
    vendor: {
      next: (mood) => void vendor.script.next(moods[mood]),
      get paidCalls() {
        return vendor.paidRequests.length;
      },
      get open() {
        return vendor.requests.filter(({ ended }) => ended === undefined).length;
      },
      get lastSources() {
        return vendor.queue.at(-1)?.inputs.map((input) => input.sha256) ?? [];
      },
      made: () => Promise.all(vendor.queue.flatMap(({ results }) => results).map((result) => result.bytes())),
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
});
