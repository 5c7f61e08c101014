import { type AceDataCloudBehaviour, startEmulatedAceDataCloud } from '../../../scripts/emulators/vendors/index.ts';
import { createAceDataCloud } from '../../../src/providers/acedatacloud/provider.ts';
import { describeImageProvider, type VendorMood } from '../../contract/image-provider.ts';
import { openPictures } from '../../pictures/open-pictures.ts';
import { openVendor } from '../opened-vendor.ts';

const moods: Readonly<Record<VendorMood, AceDataCloudBehaviour>> = {
  moderates: {
    refuse: { status: 403, code: 'forbidden', message: 'Our AI moderators refused: a very particular cat' },
  },
  'is out of money': { refuse: { status: 403, code: 'used_up', message: 'against our safety policy? no: no balance' } },
  'refuses the key': { refuse: { status: 401, code: 'invalid_token' } },
  'is busy': { refuse: { status: 429, code: 'too_many_requests', retryAfter: 2 } },
  'dislikes a field': { refuse: { status: 400, code: 'bad_request', message: 'what is a very particular cat?' } },
  'says it failed': { refuse: { status: 500, code: 'api_error', message: 'upstream failed' } },
  'hides behind a gateway': { raw: { status: 502, body: '<html>Bad gateway</html>' } },
  'cuts before taking': { drop: 'before' },
  'cuts after taking': { drop: 'after' },
  babbles: { raw: { status: 200, body: '<html>Welcome</html>', taken: true } },
  'is silent': { stall: 'after' },
  'makes nothing': { images: 0 },
  'hands it over': { answer: 'b64_json' },
  'gives an address': { answer: 'url' },
};

for (const mode of ['sync', 'poll', 'callback'] as const) {
  describeImageProvider(`AceDataCloud, ${mode}`, async () => {
    const vendor = await startEmulatedAceDataCloud({ pictures: 'plain', longestEdge: 512 });
    const { upstream, opened } = await openVendor({
      vendor,
      moods,
      lastSources: () => vendor.paidRequests.at(-1)?.files ?? [],
      results: () => vendor.tasks.flatMap((task) => task.results),
    });
    const { baseUrl, token } = vendor;
    return {
      ...opened,
      provider: createAceDataCloud({ upstream, pictures: openPictures(), baseUrl, token, mode }),
      token,
      model: 'gpt-image-2',
    };
  });
}
