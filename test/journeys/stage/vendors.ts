import {
  type EmulatedAceDataCloud,
  type EmulatedAceDataCloudOptions,
  type EmulatedGmiCloud,
  type EmulatedGmiCloudOptions,
  type EmulatedOpenAi,
  type EmulatedOpenAiOptions,
  startEmulatedAceDataCloud,
  startEmulatedGmiCloud,
  startEmulatedOpenAi,
} from '../../../scripts/emulators/vendors/index.ts';
import { vendors as ownVendors } from '../../../src/providers/index.ts';

/** Those that have an emulator. */
export type EmulatedVendor = 'acedatacloud' | 'openai' | 'agcloud' | 'gmicloud';

export interface VendorOptions {
  /** Who has a key, first who is preferred. Left out: AceDataCloud alone. */
  readonly vendors?: readonly EmulatedVendor[];
  /** AceDataCloud's. */
  readonly upstream?: EmulatedAceDataCloudOptions;
  readonly openai?: EmulatedOpenAiOptions;
  readonly agcloud?: EmulatedOpenAiOptions;
  readonly gmicloud?: EmulatedGmiCloudOptions;
}

/** Every image API there is; all are there, and the bot has the keys of those that were asked for. */
export interface Vendors {
  /** AceDataCloud, whom most journeys are about. */
  readonly upstream: EmulatedAceDataCloud;
  readonly openai: EmulatedOpenAi;
  readonly agcloud: EmulatedOpenAi;
  readonly gmicloud: EmulatedGmiCloud;
}

export interface VendorTroupe {
  readonly vendors: Vendors;
  readonly settings: Readonly<Record<string, string>>;
  /** Keys and prompts: what no log may hold. */
  secrets(): readonly string[];
  close(): Promise<void>;
}

/** Starts them. `reach` tells where a public address really leads. */
export async function gatherVendors(options: VendorOptions, reach: (address: string) => string): Promise<VendorTroupe> {
  const [upstream, openai, agcloud, gmicloud] = await Promise.all([
    startEmulatedAceDataCloud({ longestEdge: 256, reach, ...options.upstream }),
    startEmulatedOpenAi({ longestEdge: 96, ...options.openai }),
    startEmulatedOpenAi({ longestEdge: 96, ...options.agcloud, vendor: 'agcloud' }),
    startEmulatedGmiCloud({ longestEdge: 96, ...options.gmicloud }),
  ]);
  const keys: Readonly<Record<EmulatedVendor, Readonly<Record<string, string>>>> = {
    acedatacloud: { ACEDATACLOUD_API_TOKEN: upstream.token },
    openai: { OPENAI_API_KEY: openai.key, OPENAI_BASE_URL: openai.baseUrl, ...shortGrace },
    agcloud: {
      AGCLOUD_API_KEY: agcloud.key,
      AGCLOUD_BASE_URL: agcloud.baseUrl,
      AGCLOUD_EDITS_PATH: options.agcloud?.editsPath ?? '/images/edits',
      ...shortGrace,
    },
    gmicloud: { GMICLOUD_API_KEY: gmicloud.key, GMICLOUD_BASE_URL: gmicloud.baseUrl },
  };
  const chosen = options.vendors ?? ['acedatacloud'];
  return {
    vendors: { upstream, openai, agcloud, gmicloud },
    settings: {
      // Where it has no key, too: nobody beyond loopback is asked when a test gives it one later.
      ACEDATACLOUD_BASE_URL: upstream.baseUrl,
      ...orderOf(chosen),
      ...Object.assign({}, ...chosen.map((name) => keys[name])),
    },
    secrets: () => [
      upstream.token,
      openai.key,
      agcloud.key,
      gmicloud.key,
      ...upstream.paidRequests.flatMap(promptOf),
      ...[...openai.calls, ...agcloud.calls, ...gmicloud.queue].map(({ prompt }) => prompt),
    ],
    async close() {
      await Promise.all([upstream, openai, agcloud, gmicloud].map((each) => each.close()));
    },
  };
}

/** They answer on the open connection only, for which the bot would wait two and a half minutes at its end. */
const shortGrace = { SHUTDOWN_GRACE_S: '5' };

/** Said only where it is not the program's own order. */
function orderOf(chosen: readonly EmulatedVendor[]): Readonly<Record<string, string>> {
  const own = ownVendors.map(({ name }) => name).filter((name) => chosen.some((each) => each === name));
  const order = chosen.join(',');
  return order === own.join(',') ? {} : { PROVIDER_ORDER: order };
}

function promptOf({ json, fields }: EmulatedAceDataCloud['requests'][number]): readonly string[] {
  const inJson = typeof json === 'object' && json !== null && 'prompt' in json ? [String(json.prompt)] : [];
  const inForm = fields.flatMap(({ name, value }) => (name === 'prompt' ? [value] : []));
  return [...inJson, ...inForm];
}
