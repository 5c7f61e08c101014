import {
  type EmulatedGmiCloud,
  type EmulatedGmiCloudOptions,
  startEmulatedGmiCloud,
} from '../../scripts/emulators/vendors/index.ts';
import { raiseStage, type Stage, type StageOptions } from './stage.ts';

export interface GmiCloudStageOptions extends StageOptions {
  readonly vendor?: EmulatedGmiCloudOptions;
  /** Whether AceDataCloud has a key too, and is preferred. */
  readonly behindAceDataCloud?: boolean;
}

export interface GmiCloudStage extends AsyncDisposable {
  readonly stage: Stage;
  readonly vendor: EmulatedGmiCloud;
}

/** The stage with GMI Cloud in the place of AceDataCloud, or behind it. */
export async function raiseGmiCloudStage(options: GmiCloudStageOptions = {}): Promise<GmiCloudStage> {
  const vendor = await startEmulatedGmiCloud({ longestEdge: 96, ...options.vendor });
  const own = { GMICLOUD_API_KEY: vendor.key, GMICLOUD_BASE_URL: vendor.baseUrl };
  const only = { ACEDATACLOUD_API_TOKEN: '' };
  const settings = { ...own, ...(options.behindAceDataCloud === true ? {} : only), ...options.settings };
  const stage = await raiseStage({ ...options, settings });
  return {
    stage,
    vendor,
    async [Symbol.asyncDispose]() {
      try {
        await stage[Symbol.asyncDispose]();
        const secrets = [vendor.key, ...vendor.queue.map(({ prompt }) => prompt)];
        const leaking = stage.logged.find((line) => secrets.some((secret) => line.includes(secret)));
        if (leaking !== undefined) throw new Error('The log holds a key or a prompt.');
      } finally {
        await vendor.close();
      }
    },
  };
}
