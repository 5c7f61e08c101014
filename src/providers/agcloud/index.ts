import { z } from 'zod';
import type { VendorOffer } from '../catalogue/catalogue-schema.ts';
import { modern } from '../catalogue/gpt-image.ts';
import { httpAddress } from '../http-address.ts';
import type { Dialect } from '../openai/dialect.ts';
import { createOpenAi } from '../openai/provider.ts';
import { defineVendor } from '../vendor.ts';

/** Edits take `moderation` as OpenAI's do not (reference, C19). Nobody publishes its prices. */
export const agcloudDialect: Omit<Dialect, 'editsPath'> = {
  name: 'agcloud',
  moderatesEdits: true,
  publishesPrices: false,
};

/** AGCloud, which is shaped like OpenAI. */
export const agcloud = defineVendor({
  name: agcloudDialect.name,
  title: 'AGCloud',
  settings: {
    AGCLOUD_API_KEY: z.string().optional(),
    AGCLOUD_BASE_URL: httpAddress.optional(),
    AGCLOUD_EDITS_PATH: z.string().regex(/^\//, 'must begin with a slash').default('/images/edits'),
  },
  key: 'AGCLOUD_API_KEY',
  problems: (_, isSet) =>
    isSet('AGCLOUD_API_KEY') === isSet('AGCLOUD_BASE_URL')
      ? []
      : ['AGCLOUD_API_KEY and AGCLOUD_BASE_URL: set both, or neither'],
  secrets: ({ AGCLOUD_API_KEY }) => [AGCLOUD_API_KEY],
  bases: ({ AGCLOUD_BASE_URL }) => [AGCLOUD_BASE_URL],
  offers: {
    'gpt-image-2': [offer('gpt-image-2')],
    'gpt-image-2-plus': [offer('gpt-image-2-plus', { takes: ['size', 'background', 'format'], qualities: [] })],
  },
  open({ AGCLOUD_API_KEY: key, AGCLOUD_BASE_URL: baseUrl, AGCLOUD_EDITS_PATH: editsPath }, { upstream, pictures }) {
    if (key === undefined || baseUrl === undefined) return null;
    return createOpenAi({ upstream, pictures, baseUrl, key, dialect: { ...agcloudDialect, editsPath } });
  },
});

/** Transparency is gpt-image-1's alone (reference, 3.2). */
function offer(vendorModel: string, more: Partial<VendorOffer> = {}): VendorOffer {
  return {
    ...modern,
    vendorModel: { generate: vendorModel, edit: vendorModel },
    backgrounds: ['auto', 'opaque'],
    masks: true,
    streams: true,
    price: null,
    ...more,
  };
}
