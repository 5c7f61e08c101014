import { ROUTE_NAMES, type RouteName } from '../route-names.ts';

export interface RouteMatch {
  readonly route: RouteName | null;
  /** Decoded: `@original` arrives as `%40original` (reference 10.1). */
  readonly path: string;
  readonly params: { readonly [name: string]: string };
}

const TABLE = ROUTE_NAMES.map((name) => {
  const [method = '', template = ''] = name.split(' ');
  return { name, method, segments: template.split('/') };
});

export function matchRoute(method: string, pathname: string): RouteMatch {
  const isCdn = /^\/(ephemeral-)?attachments\//.test(pathname);
  const api = /^\/api\/v10(\/.*)$/.exec(pathname)?.[1];
  const path = decode(isCdn ? pathname : (api ?? pathname));
  if (!isCdn && api === undefined) return { route: null, path, params: {} };
  const given = path.split('/');
  for (const { name, method: wanted, segments } of TABLE) {
    if (wanted !== method || segments.length !== given.length) continue;
    const params = readParams(segments, given);
    if (params) return { route: name, path, params };
  }
  return { route: null, path, params: {} };
}

function readParams(segments: readonly string[], given: readonly string[]): { [name: string]: string } | null {
  const params: { [name: string]: string } = {};
  for (const [index, segment] of segments.entries()) {
    const value = given[index] ?? '';
    if (segment.startsWith(':')) params[segment.slice(1)] = value;
    else if (segment !== value) return null;
  }
  // Ids are digits; `/users/@me` is a route of its own and no `/users/:user`.
  const ids = ['channel', 'guild', 'user', 'application', 'interaction', 'attachment'];
  return ids.every((name) => params[name] === undefined || /^\d+$/.test(params[name])) ? params : null;
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return path;
    throw error;
  }
}
