import { type GmiCloudBehaviour, startEmulatedGmiCloud } from '../../../scripts/emulators/vendors/index.ts';
import { createGmiCloud } from '../../../src/providers/gmicloud/provider.ts';
import { describeImageProvider, type VendorMood } from '../../contract/image-provider.ts';
import { openVendor } from '../opened-vendor.ts';

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
  const { upstream, opened } = await openVendor({
    vendor,
    moods,
    lastSources: () => vendor.queue.at(-1)?.inputs ?? [],
    results: () => vendor.queue.flatMap((queued) => queued.results),
  });
  return {
    ...opened,
    provider: createGmiCloud({ upstream, baseUrl: vendor.baseUrl, key: vendor.key }),
    token: vendor.key,
    model: 'gpt-image-2-generate',
    editModel: 'gpt-image-2-edit',
    mostSources: 1,
  };
});
