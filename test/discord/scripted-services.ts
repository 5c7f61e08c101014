import type { Ask, Services } from '../../src/application/services.ts';
import type { Job } from '../../src/domain/jobs/job.ts';

/** Of each group of services any part. */
type Script = {
  readonly [Name in keyof Services]?: Services[Name] extends (...needs: never[]) => unknown
    ? Services[Name]
    : Partial<Services[Name]>;
};

/** What answers unless the test says otherwise: each form of an edit asks for these. */
const usual: Script = {
  uploads: { within: async (_place, told) => told },
  characters: { usable: async () => [], mayAskSheet: async () => false },
  // A server without any.
  rules: { refusal: async () => null },
  pauses: { pausedUntil: async () => null },
  attempts: { find: async () => 'gone' },
  defaults: { usual: async () => ({ own: {} }) },
  serverDefaults: { read: async () => ({}), usualModel: () => 'gpt-image-2' },
};

/** What managers of a server set, and look at. */
/** Services that do what the test says, and throw where it says nothing. */
export function scriptedServices(script: Script): Services {
  const names = new Set([...Object.keys(usual), ...Object.keys(script)]) as ReadonlySet<keyof Services>;
  const scripted = Object.fromEntries([...names].map((name) => [name, scriptedPart(name, usual[name], script[name])]));
  return throwing('the services', scripted) as Services;
}

function scriptedPart(name: string, usually: unknown, said: unknown): unknown {
  if (typeof said === 'function') return said;
  return throwing(name, { ...(usually as object | undefined), ...(said as object | undefined) });
}

/** Whatever is not in it throws when it is called, or when something in it is. */
function throwing(name: string, known: object): object {
  const unscripted = () => {
    throw new Error(`${name} was called, and nothing is scripted for it`);
  };
  return new Proxy(unscripted, {
    get: (_target, key) =>
      Object.hasOwn(known, key) ? Reflect.get(known, key) : throwing(`${name}.${String(key)}`, {}),
    has: (_target, key) => Object.hasOwn(known, key),
    ownKeys: () => Reflect.ownKeys(known),
  });
}

/** The job that an ask would become. */
export const jobOf = ({ id, address }: Ask): Job => ({
  id,
  revision: 0,
  state: 'accepted',
  task: null,
  address,
  acceptedAt: 0,
  startedAt: null,
  cancelledAt: null,
  shown: { kind: 'nothing' },
  sources: null,
  warnings: [],
  failure: null,
  tries: 0,
  wakeAt: null,
});
