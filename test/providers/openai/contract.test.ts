import { type OpenAiBehaviour, startEmulatedOpenAi } from '../../../scripts/emulators/vendors/index.ts';
import { agcloudDialect } from '../../../src/providers/agcloud/index.ts';
import { openAiDialect } from '../../../src/providers/openai/index.ts';
import { createOpenAi } from '../../../src/providers/openai/provider.ts';
import { describeImageProvider, type VendorMood } from '../../contract/image-provider.ts';
import { openPictures } from '../../pictures/open-pictures.ts';
import { openVendor } from '../opened-vendor.ts';

const user = 'image_generation_user_error';
const moods: Readonly<Record<VendorMood, OpenAiBehaviour>> = {
  moderates: {
    refuse: { status: 400, code: 'moderation_blocked', type: user, message: 'rejected: a very particular cat' },
  },
  'is out of money': {
    refuse: { status: 429, code: 'insufficient_quota', type: 'insufficient_quota', message: 'rate limit? no: money' },
  },
  'refuses the key': { refuse: { status: 401, code: 'invalid_api_key' } },
  'is busy': { refuse: { status: 429, code: 'rate_limit_exceeded', type: 'requests', retryAfter: 2 } },
  'dislikes a field': { refuse: { status: 400, code: 'invalid_value', message: 'what is a very particular cat?' } },
  'says it failed': { refuse: { status: 500, code: null, type: 'server_error' } },
  'hides behind a gateway': { raw: { status: 502, body: '<html>Bad gateway</html>' } },
  'cuts before taking': { drop: 'before' },
  'cuts after taking': { drop: 'after' },
  babbles: { raw: { status: 200, body: '<html>Welcome</html>', taken: true } },
  'is silent': { stall: 'after' },
  'makes nothing': { images: 0, stream: { end: 'done' } },
  'hands it over': { answer: 'b64_json' },
  'gives an address': { answer: 'url' },
};

for (const name of ['openai', 'agcloud'] as const) {
  for (const previews of [0, 2]) {
    describeImageProvider(`${name}, ${previews === 0 ? 'plain' : 'streamed'}`, async () => {
      const editsPath = name === 'agcloud' ? '/image/edits' : '/images/edits';
      const dialect = { ...(name === 'openai' ? openAiDialect : agcloudDialect), editsPath };
      const vendor = await startEmulatedOpenAi({ vendor: name, editsPath, pictures: 'plain', longestEdge: 512 });
      const { upstream, opened } = await openVendor({
        vendor,
        moods,
        lastSources: () => vendor.paidRequests.at(-1)?.files ?? [],
        results: () => vendor.calls.flatMap((call) => call.results),
      });
      const { baseUrl, key } = vendor;
      return {
        ...opened,
        provider: createOpenAi({ upstream, pictures: openPictures(), dialect, baseUrl, key }),
        token: key,
        model: 'gpt-image-2',
        previews,
      };
    });
  }
}
