import { z } from 'zod';
import { httpAddress } from '../http-address.ts';
import { defineVendor } from '../vendor.ts';
import { offers } from './offers.ts';
import { createAceDataCloud } from './provider.ts';

export const aceDataCloud = defineVendor({
  name: 'acedatacloud',
  title: 'AceDataCloud',
  settings: {
    ACEDATACLOUD_API_TOKEN: z
      .string()
      .refine((token) => !token.startsWith('platform-'), 'is a platform management key (platform-…): use an API token')
      .optional(),
    ACEDATACLOUD_BASE_URL: httpAddress.default('https://api.acedata.cloud'),
    ACEDATACLOUD_MODE: z
      .enum(['auto', 'sync', 'poll', 'callback'], { error: 'must be auto, sync, poll or callback' })
      .default('auto'),
  },
  key: 'ACEDATACLOUD_API_TOKEN',
  problems: (named, isSet) =>
    named['ACEDATACLOUD_MODE'] === 'callback' && !isSet('PUBLIC_URL')
      ? ['ACEDATACLOUD_MODE: callback needs a PUBLIC_URL that the vendor can reach']
      : [],
  secrets: ({ ACEDATACLOUD_API_TOKEN }) => [ACEDATACLOUD_API_TOKEN],
  bases: ({ ACEDATACLOUD_BASE_URL }) => [ACEDATACLOUD_BASE_URL],
  offers,
  open({ ACEDATACLOUD_API_TOKEN: token, ACEDATACLOUD_BASE_URL: baseUrl, ACEDATACLOUD_MODE }, needs) {
    const { upstream, pictures, publicUrl } = needs;
    // It calls back where it can.
    const best = publicUrl === null ? 'poll' : 'callback';
    const mode = ACEDATACLOUD_MODE === 'auto' ? best : ACEDATACLOUD_MODE;
    return token === undefined ? null : createAceDataCloud({ upstream, pictures, baseUrl, token, mode });
  },
  // A task that nobody has: reading tasks is free (reference, 5.4), and an unknown one is answered by an empty record.
  keyQuestion({ ACEDATACLOUD_API_TOKEN: token, ACEDATACLOUD_BASE_URL: baseUrl }) {
    if (token === undefined) return null;
    const value = { action: 'retrieve', trace_id: 'retouch-doctor' };
    const headers = { authorization: `Bearer ${token}` };
    return { method: 'POST', baseUrl, path: '/openai/tasks', headers, body: { kind: 'json', value } };
  },
});
