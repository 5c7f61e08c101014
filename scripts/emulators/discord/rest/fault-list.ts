import type { Fault, FaultInPlace, Mishap } from '../face/faults.ts';
import type { RestRequest } from './rest-request.ts';

/** The faults in place, oldest first. */
export interface FaultList {
  add(fault: Fault): FaultInPlace;
  clear(): void;
  /** The one that strikes this request, counted. */
  strike(request: RestRequest): Mishap | null;
}

export function createFaultList(): FaultList {
  let faults: { readonly fault: Fault; struck: number }[] = [];
  return {
    add(fault) {
      const entry = { fault, struck: 0 };
      faults.push(entry);
      return {
        struck: () => entry.struck,
        cancel: () => {
          faults = faults.filter((one) => one !== entry);
        },
      };
    },
    clear() {
      faults = [];
    },
    strike(request) {
      const entry = faults.find(({ fault, struck }) => struck < (fault.times ?? 1) && fits(fault, request));
      if (!entry) return null;
      entry.struck += 1;
      return entry.fault;
    },
  };
}

function fits({ route, where }: Fault, request: RestRequest): boolean {
  const { method, path, params, query, body, uploads } = request;
  const named = typeof route === 'string' ? route === request.route : route.test(`${method} ${path}`);
  if (!named) return false;
  if (!where) return true;
  const files = uploads.map(({ name, bytes, sha256 }) => ({ name, size: bytes.byteLength, sha256 }));
  return where({ method, path, params, query: Object.fromEntries(query), body, files });
}
