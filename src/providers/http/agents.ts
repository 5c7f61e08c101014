import { Agent, type Dispatcher, EnvHttpProxyAgent } from 'undici';
import type { OutwardProxy } from '../../ports/outward-proxy.ts';

/** Connections as these options say, through the proxy where there is one. What is plain HTTP goes directly. */
export function createAgent(proxy: OutwardProxy | null, options: Agent.Options): Dispatcher {
  if (proxy === null) return new Agent(options);
  // Empty, not left out: undici would look into the environment itself.
  return new EnvHttpProxyAgent({ ...options, httpsProxy: proxy.url, httpProxy: '', noProxy: proxy.except });
}
