import { trace } from './setup.ts';

export const url = 'https://platform.cdn.acedata.cloud/gpt-image/x_0.png';
export const made = { kind: 'made', pictures: [{ kind: 'address', url }] };
export const handle = '{"task":"t-1"}';

/** A record as the vendor documents it; the addresses in `request` are no results. */
export const record = {
  id: 't-1',
  _id: 'x',
  type: 'images',
  trace_id: trace,
  request: {
    model: 'gpt-image-2',
    prompt: 'p',
    callback_url: 'https://bot.example.test/secret',
    image_urls: ['https://bot.example.test/picture'],
    image: 'https://bot.example.test/picture',
  },
  created_at: 1.5,
  started_at: 2.5,
};
