import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../core/clock.ts';
import type { KeptFile } from './file-store.ts';

/** CDN addresses as Discord signs them: `ex` expiry and `is` issue in hex seconds, `hm` the signature (reference, section 2). */
export interface SignedAddresses {
  /** Set once the server listens. */
  origin: string;
  sign(file: KeptFile): string;
  isValid(path: string, query: URLSearchParams): boolean;
  /** Nothing signed so far is taken any more. */
  expireAll(): void;
}

export function createSignedAddresses(clock: Clock, lifetimeMs: number): SignedAddresses {
  let key = randomBytes(32);
  const signature = (path: string, expiry: string, issued: string): string =>
    createHmac('sha256', key).update(`${path}\n${expiry}\n${issued}`).digest('hex');
  const addresses: SignedAddresses = {
    origin: '',
    sign(file) {
      const path = `/${file.ephemeral ? 'ephemeral-attachments' : 'attachments'}/${file.channelId}/${file.id}/${file.name}`;
      const issued = Math.floor(clock.now() / 1000).toString(16);
      const expiry = Math.floor((clock.now() + lifetimeMs) / 1000).toString(16);
      // Discord's own end in an ampersand too.
      return `${addresses.origin}${path}?ex=${expiry}&is=${issued}&hm=${signature(path, expiry, issued)}&`;
    },
    isValid(path, query) {
      const [expiry = '', issued = '', given = ''] = ['ex', 'is', 'hm'].map((name) => query.get(name) ?? '');
      const wanted = Buffer.from(signature(path, expiry, issued));
      const offered = Buffer.from(given);
      if (offered.length !== wanted.length || !timingSafeEqual(offered, wanted)) return false;
      return Number.parseInt(expiry, 16) * 1000 > clock.now();
    },
    expireAll() {
      key = randomBytes(32);
    },
  };
  return addresses;
}
