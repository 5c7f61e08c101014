import {
  type EmulatedOpenAi,
  type EmulatedOpenAiOptions,
  startEmulatedOpenAi,
} from '../../scripts/emulators/vendors/index.ts';
import { raiseStage, type Stage, type StageOptions } from './stage.ts';

export interface OpenAiStageOptions extends StageOptions {
  readonly vendor?: EmulatedOpenAiOptions;
  /** Whether AceDataCloud has a key too, and comes after it. */
  readonly withAceDataCloud?: boolean;
}

export interface OpenAiStage extends AsyncDisposable {
  readonly stage: Stage;
  readonly vendor: EmulatedOpenAi;
}

/** The stage with OpenAI (or AGCloud) in the place of AceDataCloud, or before it. */
export async function raiseOpenAiStage(options: OpenAiStageOptions = {}): Promise<OpenAiStage> {
  const vendor = await startEmulatedOpenAi({ longestEdge: 96, ...options.vendor });
  const { baseUrl, key } = vendor;
  const isAgcloud = options.vendor?.vendor === 'agcloud';
  const own: Readonly<Record<string, string>> = isAgcloud
    ? {
        AGCLOUD_API_KEY: key,
        AGCLOUD_BASE_URL: baseUrl,
        AGCLOUD_EDITS_PATH: options.vendor?.editsPath ?? '/images/edits',
      }
    : { OPENAI_API_KEY: key, OPENAI_BASE_URL: baseUrl };
  const only = { ACEDATACLOUD_API_TOKEN: '', PROVIDER_ORDER: isAgcloud ? 'agcloud' : 'openai' };
  const both = { PROVIDER_ORDER: `${isAgcloud ? 'agcloud' : 'openai'},acedatacloud` };
  const stage = await raiseStage({
    ...options,
    settings: {
      ...own,
      ...(options.withAceDataCloud === true ? both : only),
      SHUTDOWN_GRACE_S: '5',
      ...options.settings,
    },
  });
  return {
    stage,
    vendor,
    async [Symbol.asyncDispose]() {
      try {
        await stage[Symbol.asyncDispose]();
        const prompts = vendor.calls.map(({ prompt }) => prompt);
        const leaking = stage.logged.find((line) => [key, ...prompts].some((secret) => line.includes(secret)));
        if (leaking !== undefined) throw new Error('The log holds a key or a prompt.');
      } finally {
        await vendor.close();
      }
    },
  };
}
