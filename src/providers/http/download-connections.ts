import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import { isIP } from 'node:net';
import { buildConnector, type Dispatcher } from 'undici';
import type { OutwardProxy } from '../../ports/outward-proxy.ts';
import { createAgent } from './agents.ts';
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
 * address that is not public refuses the name.
 *
 * Through a proxy the name is looked up here all the same, and the proxy is asked for the name only once all its addresses
 * are public. It looks it up itself then, and might see others; but whoever answers there has to prove by a certificate
 * that he is that name, which nobody inside can. What cannot be looked up here is not fetched.
 *
 * `lookup` and `isPrivate` are for tests, which have only loopback.
 */
export function createPublicConnections(
  lookup: Lookup = resolve,
  isPrivate = isPrivateAddress,
  proxy: OutwardProxy | null = null,
): Dispatcher {
  const connect = buildConnector({
    allowH2: false,
    timeout: connectTimeoutMs,
    lookup(hostname, options, done) {
      lookUp(hostname, (error, addresses) => {
        const [first] = addresses;
        if (error !== null || first === undefined) return done(error ?? new PrivateHost(), []);
        return options.all === true ? done(null, [...addresses]) : done(null, first.address, first.family);
      });
    },
  });
  const agent = createAgent(proxy, {
    allowH2: false,
    connect(options, done) {
      // No name is looked up for a literal address.
      if (isPrivateLiteral(options.hostname)) return done(new PrivateHost(), null);
      return connect(options, done);
    },
  });
  if (proxy === null) return agent;
  return agent.compose((dispatch) => (options, handler) => {
    const { hostname } = new URL(String(options.origin));
    admit(hostname, (error) => {
      if (error === null) dispatch(options, handler);
      // There is nothing to be controlled yet: undici's own interceptors say so alike.
      else handler.onResponseError?.(null as unknown as Dispatcher.DispatchController, error);
    });
    return true;
  });

  /** Its addresses, all of them public. */
  function lookUp(hostname: string, done: Parameters<Lookup>[1]): void {
    lookup(hostname, (error, addresses) => {
      if (error !== null) return done(error, []);
      const isRefused = addresses.length === 0 || addresses.some(({ address }) => isPrivate(address));
      return isRefused ? done(new PrivateHost(), []) : done(null, addresses);
    });
  }

  function admit(hostname: string, done: (error: Error | null) => void): void {
    if (isIP(bare(hostname)) === 0) lookUp(hostname, done);
    else done(isPrivateLiteral(hostname) ? new PrivateHost() : null);
  }

  function isPrivateLiteral(hostname: string): boolean {
    const host = bare(hostname);
    return isIP(host) !== 0 && isPrivate(host);
  }
}

/** Connections to the origins that the operator named, wherever they lie. */
export const createTrustedConnections = (proxy: OutwardProxy | null): Dispatcher =>
  createAgent(proxy, { allowH2: false, connect: { timeout: connectTimeoutMs } });

const bare = (hostname: string) => hostname.replace(/^\[|\]$/g, '');

const connectTimeoutMs = 10_000;

const resolve: Lookup = (hostname, done) => systemLookup(hostname, { all: true }, done);
