import type { IncomingMessage } from 'node:http';
import { type Context, Hono } from 'hono';

/** What watchers are told: numbers by name; no names of members, servers or models among them. */
export interface Gauge {
  readonly name: string;
  /** One line, for people. */
  readonly help: string;
  readonly value: number;
}

export type Gauges = () => Promise<readonly Gauge[]>;

/** The numbers alone, for a port that the operator opens to whoever watches (contract, `METRICS_PORT`). */
export function createMetricsApp(gauges: Gauges): Hono {
  const app = new Hono();
  app.get('/metrics', (context) => tellGauges(context, gauges));
  return app;
}

/** In Prometheus' text format. */
export async function tellGauges(context: Context, gauges: Gauges): Promise<Response> {
  const lines = (await gauges()).map(
    ({ name, help, value }) => `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${name} ${value}\n`,
  );
  return context.text(lines.join(''), 200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' });
}

/**
 * Whether the caller is a program on this machine that speaks for itself. A reverse proxy on the same machine calls from
 * loopback, too: it is known by what it adds, by a name in `Host` that is not this machine's (which also keeps out web
 * pages whose name was pointed here), or by HTTP/1.0, which nginx before 1.29.7 speaks where it adds nothing. Unsure is no.
 * A newer nginx that adds nothing cannot be told from a program on this machine: `METRICS_PORT` is for that.
 */
export function isFromThisMachine(request: Pick<IncomingMessage, 'socket' | 'headers' | 'httpVersion'>): boolean {
  const { socket, headers, httpVersion } = request;
  if (!loopback.test(socket.remoteAddress ?? '') || httpVersion === '1.0') return false;
  return ownNames.test(headers.host ?? '') && !Object.keys(headers).some((name) => ofProxies.test(name));
}

const loopback = /^(::ffff:)?127\.\d+\.\d+\.\d+$|^::1$/;
const ownNames = /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])(:\d+)?$/i;
/** The standard's, and what Cloudflare, Akamai, Fastly, AWS, Google, Envoy and the tunnels add of their own. */
const ofProxies =
  /^(forwarded|via|x-forwarded(-.*)?|x-real-ip|x-client-ip|x-cluster-client-ip|x-original-.*|x-envoy-.*|x-amzn-.*|x-cloud-trace-context|x-appengine-.*|true-client-ip|cf-.*|cdn-loop|fastly-.*|fly-.*|ngrok-.*|tailscale-.*|proxy-.*)$/;
