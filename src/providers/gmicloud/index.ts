import { z } from 'zod';
import type { VendorOffer } from '../catalogue/catalogue-schema.ts';
import { threeSizes, upToHigh } from '../catalogue/gpt-image.ts';
import { httpAddress } from '../http-address.ts';
import { defineVendor } from '../vendor.ts';
import { createGmiCloud } from './provider.ts';

/** Three sizes are documented, and of the formats two for generations and none for edits (reference, 3.1, 3.2, 4.3). */
const generations: VendorOffer = {
  vendorModel: { generate: 'gpt-image-2-generate' },
  sizes: { ...threeSizes, noAuto: true },
  maxSources: 0,
  takes: ['size', 'quality', 'format'],
  qualities: [...upToHigh],
  backgrounds: [],
  formats: ['png', 'jpeg'],
  masks: false,
  streams: false,
  price: {
    unit: 'usd by quality',
    low: { square: 0.011, '1K': 0.016 },
    medium: { square: 0.042, '1K': 0.063 },
    high: { square: 0.167, '1K': 0.25 },
    perSource: 0,
    perCall: 0,
  },
};

const edits: VendorOffer = {
  ...generations,
  vendorModel: { edit: 'gpt-image-2-edit' },
  maxSources: 1,
  takes: ['size', 'quality'],
  formats: [],
  masks: true,
};

export const gmiCloud = defineVendor({
  name: 'gmicloud',
  title: 'GMI Cloud',
  settings: {
    GMICLOUD_API_KEY: z.string().optional(),
    GMICLOUD_BASE_URL: httpAddress.default('https://console.gmicloud.ai'),
  },
  key: 'GMICLOUD_API_KEY',
  secrets: ({ GMICLOUD_API_KEY }) => [GMICLOUD_API_KEY],
  bases: ({ GMICLOUD_BASE_URL }) => [GMICLOUD_BASE_URL],
  offers: { 'gpt-image-2': [generations, edits] },
  open({ GMICLOUD_API_KEY: key, GMICLOUD_BASE_URL: baseUrl }, { upstream }) {
    return key === undefined ? null : createGmiCloud({ upstream, baseUrl, key });
  },
  // The list of its models (reference, section 1).
  keyQuestion({ GMICLOUD_API_KEY: key, GMICLOUD_BASE_URL: baseUrl }) {
    const path = '/api/v1/ie/requestqueue/apikey/models';
    return key === undefined ? null : { method: 'GET', baseUrl, path, headers: { authorization: `Bearer ${key}` } };
  },
});
