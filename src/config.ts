import { config as readDotenv } from 'dotenv';
import { z } from 'zod';
import { providerNames } from './domain/provider.ts';

/** Every problem of the settings, one line each. */
export class SettingsError extends Error {
  readonly problems: readonly string[];
  /** What is left to be looked at, so that all problems can be told at once; null: it has been. */
  readonly catalogue: CatalogueSettings | null;

  constructor(problems: readonly string[], catalogue: CatalogueSettings | null = null) {
    super(`the settings have ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}`);
    this.name = 'SettingsError';
    this.problems = problems;
    this.catalogue = catalogue;
  }
}

export type CatalogueSettings = Pick<Settings, 'CATALOGUE_FILE' | 'DEFAULT_MODEL'>;

/** `.env` first, then the environment, which wins. The only place that reads either. */
export function readSettings(environment: NodeJS.ProcessEnv = loadEnvironment()): Settings {
  const named = namedIn(environment);
  const parsed = settingsSchema.safeParse(named);
  const problems = [...(parsed.success ? [] : parsed.error.issues.map(problemOf)), ...problemsAcross(named)];
  if (parsed.success && problems.length === 0) return parsed.data;
  throw new SettingsError(problems, {
    CATALOGUE_FILE: named['CATALOGUE_FILE'],
    DEFAULT_MODEL: named['DEFAULT_MODEL'] ?? shape.DEFAULT_MODEL.parse(undefined),
  });
}

/** These settings alone, for a program that needs no more: what is missing or wrong of the others is not its concern. */
export function readSomeSettings<const Name extends keyof Settings>(
  names: readonly Name[],
  environment: NodeJS.ProcessEnv = loadEnvironment(),
): Pick<Settings, Name> {
  const some: Readonly<Record<string, z.ZodType>> = Object.fromEntries(names.map((name) => [name, shape[name]]));
  const parsed = z.object(some).safeParse(namedIn(environment));
  if (!parsed.success) throw new SettingsError(parsed.error.issues.map(problemOf));
  // The schema was put together from these names, which its type cannot follow.
  return parsed.data as Pick<Settings, Name>;
}

/** Blank means unset. */
function namedIn(environment: NodeJS.ProcessEnv): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(Object.keys(shape).map((name) => [name, environment[name]?.trim() || undefined] as const));
}

const httpAddress = z
  .string()
  .refine(isHttpUrl, 'must be an http or https address')
  .transform((text) => text.replace(/\/+$/, ''));

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .refine(
      (text) => /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most,
      `must be a whole number from ${least} to ${most}`,
    )
    .transform(Number);

const amount = z
  .string()
  .refine((text) => /^\d+(\.\d+)?$/.test(text) && Number(text) > 0, 'must be a number above 0')
  .transform(Number);

const commaSeparated = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);

const fileUrl = (scheme: 'sqlite' | 'file', later: string) =>
  z
    .string()
    .refine((text) => text.startsWith(`${scheme}://`) && text.length > scheme.length + 3, {
      message: `must be ${scheme}://path (${later} comes later)`,
    })
    .transform((text) => text.slice(scheme.length + 3));

const limitRule = /^(guild|user):(images|usd):(day|week|month):\d+(\.\d+)?$/;
const limits = commaSeparated.refine(
  (rules) => rules.every((rule) => limitRule.test(rule)),
  'must be rules such as guild:usd:month:25,user:images:day:20',
);

const shape = {
  DISCORD_TOKEN: z.string({ error: 'is required: the bot token of your application in the developer portal' }),
  DISCORD_API_URL: httpAddress.default('https://discord.com/api'),
  DISCORD_CDN_URL: httpAddress.default('https://cdn.discordapp.com'),
  DEV_GUILD_ID: z
    .string()
    .regex(/^\d{17,20}$/, "must be a server's id")
    .optional(),
  MESSAGE_CONTENT: z.enum(['on', 'off', 'auto'], { error: 'must be on, off or auto' }).default('auto'),
  DISCORD_SHARDS: z
    .string()
    .regex(/^(auto|\d+-\d+\/\d+)$/, 'must be auto or a range such as 0-3/16')
    .default('auto'),
  ACEDATACLOUD_API_TOKEN: z
    .string()
    .refine((token) => !token.startsWith('platform-'), 'is a platform management key (platform-…): use an API token')
    .optional(),
  ACEDATACLOUD_BASE_URL: httpAddress.default('https://api.acedata.cloud'),
  ACEDATACLOUD_MODE: z
    .enum(['auto', 'sync', 'poll', 'callback'], { error: 'must be auto, sync, poll or callback' })
    .default('auto'),
  GMICLOUD_API_KEY: z.string().optional(),
  GMICLOUD_BASE_URL: httpAddress.default('https://console.gmicloud.ai'),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: httpAddress.default('https://api.openai.com/v1'),
  AGCLOUD_API_KEY: z.string().optional(),
  AGCLOUD_BASE_URL: httpAddress.optional(),
  AGCLOUD_EDITS_PATH: z.string().regex(/^\//, 'must begin with a slash').default('/images/edits'),
  PROVIDER_ORDER: commaSeparated
    .pipe(z.array(z.enum(providerNames, { error: `may name ${providerNames.join(', ')}` })))
    .default([...providerNames]),
  DEFAULT_MODEL: z.string().default('gpt-image-2'),
  CATALOGUE_FILE: z.string().optional(),
  PUBLIC_URL: httpAddress.optional(),
  HTTP_HOST: z.string().default('127.0.0.1'),
  HTTP_PORT: wholeNumber(0, 65_535).default(8080),
  STORE_URL: fileUrl('sqlite', 'postgres').default('data/retouch.sqlite'),
  IMAGE_STORE_URL: fileUrl('file', 's3').default('data/images'),
  IMAGE_STORE_MAX_GB: amount.default(20),
  IMAGE_STORE_MAX_DAYS: amount.default(90),
  SIGNING_SECRET: z.string().min(16, 'must have at least 16 characters').optional(),
  DOWNLOAD_ORIGINS: commaSeparated
    .refine((origins) => origins.every(isHttpUrl), 'must be http or https origins, comma separated')
    .default([]),
  CONCURRENCY: wholeNumber(1, 10_000).default(32),
  GUILD_CONCURRENCY: wholeNumber(1, 10_000).default(16),
  MEMBER_CONCURRENCY: wholeNumber(1, 10_000).default(4),
  QUEUE_MAX: wholeNumber(1, 1_000_000).default(10_000),
  DEFAULT_LIMITS: limits.default([]),
  MAX_LIMITS: limits.default([]),
  ROLE: z.literal('all', { error: 'must be all (gateway and worker come later)' }).default('all'),
  SHUTDOWN_GRACE_S: wholeNumber(0, 3_600).optional(),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: 'must be trace, debug, info, warn, error, fatal or silent',
    })
    .default('info'),
} as const;

const settingsSchema = z.object(shape);
export type Settings = z.infer<typeof settingsSchema>;

/** What one setting alone cannot tell: only whether they are set is asked, so that a wrong one is not taken for none. */
function problemsAcross(named: Readonly<Record<string, string | undefined>>): readonly string[] {
  const problems: string[] = [];
  const has = (name: keyof typeof shape) => named[name] !== undefined;
  if (has('AGCLOUD_API_KEY') !== has('AGCLOUD_BASE_URL')) {
    problems.push('AGCLOUD_API_KEY and AGCLOUD_BASE_URL: set both, or neither');
  }
  const keys = ['ACEDATACLOUD_API_TOKEN', 'OPENAI_API_KEY', 'GMICLOUD_API_KEY', 'AGCLOUD_API_KEY'] as const;
  if (!keys.some(has)) {
    problems.push('ACEDATACLOUD_API_TOKEN: at least one image API needs a key');
  }
  if (named['ACEDATACLOUD_MODE'] === 'callback' && !has('PUBLIC_URL')) {
    problems.push('ACEDATACLOUD_MODE: callback needs a PUBLIC_URL that the vendor can reach');
  }
  return problems;
}

function problemOf(issue: z.core.$ZodIssue): string {
  return `${String(issue.path[0] ?? 'settings')}: ${issue.message}`;
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}

function loadEnvironment(): NodeJS.ProcessEnv {
  readDotenv({ quiet: true });
  return process.env;
}
