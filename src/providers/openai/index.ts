import { z } from 'zod';
import { backgrounds } from '../../domain/asked/image-request.ts';
import type { VendorOffer } from '../catalogue/catalogue-schema.ts';
import { metered, metered25, metered26, modern, threeSizes, upToMax } from '../catalogue/gpt-image.ts';
import { httpAddress } from '../http-address.ts';
import { defineVendor } from '../vendor.ts';
import type { Dialect } from './dialect.ts';
import { createOpenAi } from './provider.ts';

export const openAiDialect: Dialect = {
  name: 'openai',
  editsPath: '/images/edits',
  moderatesEdits: false,
  publishesPrices: true,
};

const since25: Partial<VendorOffer> = { qualities: upToMax, price: metered25 };
/**
 * The vendor's own default complexity is named, so that it stays what the price was taken at. `markup` is sure of these
 * alone (reference, 7.1).
 */
const since26: Partial<VendorOffer> = { qualities: upToMax, price: metered26, complexity: 'high', markup: true };

export const openAi = defineVendor({
  name: openAiDialect.name,
  title: 'OpenAI',
  settings: {
    OPENAI_API_KEY: z.string().optional(),
    OPENAI_BASE_URL: httpAddress.default('https://api.openai.com/v1'),
  },
  key: 'OPENAI_API_KEY',
  secrets: ({ OPENAI_API_KEY }) => [OPENAI_API_KEY],
  bases: ({ OPENAI_BASE_URL }) => [OPENAI_BASE_URL],
  offers: {
    // Transparency on gpt-image-2 is a preview, and left off (reference, C17).
    'gpt-image-2': [offer('gpt-image-2', { backgrounds: ['auto', 'opaque'] })],
    'gpt-image-2.5-flare': [offer('gpt-image-2.5-flare', since25)],
    'gpt-image-2.5-sunburst': [offer('gpt-image-2.5-sunburst', since25)],
    'gpt-image-2.6-flare': [offer('gpt-image-2.6-flare', since26)],
    'gpt-image-2.6-sunburst': [offer('gpt-image-2.6-sunburst', since26)],
    'gpt-image-1.5': [offer('gpt-image-1.5', { sizes: threeSizes, shutsDown: '2026-12-01' })],
  },
  open({ OPENAI_API_KEY: key, OPENAI_BASE_URL: baseUrl }, { upstream, pictures }) {
    return key === undefined ? null : createOpenAi({ upstream, pictures, baseUrl, key, dialect: openAiDialect });
  },
  // https://developers.openai.com/api/reference: "List models".
  keyQuestion: ({ OPENAI_API_KEY: key, OPENAI_BASE_URL: baseUrl }) =>
    key === undefined ? null : { method: 'GET', baseUrl, path: '/models', headers: { authorization: `Bearer ${key}` } },
});

function offer(vendorModel: string, more: Partial<VendorOffer> = {}): VendorOffer {
  return {
    ...modern,
    vendorModel: { generate: vendorModel, edit: vendorModel },
    backgrounds: [...backgrounds],
    masks: true,
    streams: true,
    price: metered,
    ...more,
  };
}
