import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import { isIP } from 'node:net';
import { Agent, buildConnector, type Dispatcher } from 'undici';
import { isPrivateAddress } from './private-addresses.ts';

/** All addresses of a name. */
export type Lookup = (
  hostname: string,
  done: (error: NodeJS.ErrnoException | null, addresses: readonly LookupAddress[]) => void,
) => void;

/** The host is, or resolves to, an address that is not public. */
export class PrivateHost extends Error {}

/**
 * Connections to hosts that nobody vouches for. The check sits where the connection is made: the addresses that were
 * looked at are those that are connected to, so a name that resolves differently the next time gains nothing. One
 * address that is not public refuses the name. `isPrivate` is for tests, which have only loopback.
 */
export function createPublicConnections(lookup: Lookup = resolve, isPrivate = isPrivateAddress): Dispatcher {
  const connect = buildConnector({
    allowH2: false,
    timeout: connectTimeoutMs,
    lookup(hostname, options, done) {
      lookup(hostname, (error, addresses) => {
        const [first] = addresses;
        if (error !== null) return done(error, []);
        if (first === undefined || addresses.some(({ address }) => isPrivate(address))) {
          return done(new PrivateHost(), []);
        }
        return options.all === true ? done(null, [...addresses]) : done(null, first.address, first.family);
      });
    },
  });
  return new Agent({
    allowH2: false,
    connect(options, done) {
      // No name is looked up for a literal address.
      const host = options.hostname.replace(/^\[|\]$/g, '');
      if (isIP(host) !== 0 && isPrivate(host)) return done(new PrivateHost(), null);
      return connect(options, done);
    },
  });
}

/** Connections to the origins that the operator named, wherever they lie. */
export const createTrustedConnections = (): Dispatcher =>
  new Agent({ allowH2: false, connect: { timeout: connectTimeoutMs } });

const connectTimeoutMs = 10_000;

const resolve: Lookup = (hostname, done) => systemLookup(hostname, { all: true }, done);
