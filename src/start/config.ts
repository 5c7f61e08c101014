import { config as readDotenv } from 'dotenv';
import { z } from 'zod';
import { readSpendRule } from '../domain/money/ceilings.ts';
import { readLimitRule } from '../domain/money/limits.ts';
import type { CatalogueSource } from '../providers/catalogue/built-in.ts';
import { httpAddress, isHttpUrl, proxyAddress } from '../providers/http-address.ts';
import { vendors as allVendors } from '../providers/index.ts';
import type { ConfiguredVendor, Vendor } from '../providers/vendor.ts';
import { problemsAcross } from './settings/problems-across.ts';
import { type NamedReading, readNamed } from './settings/read-named.ts';

/** Every problem of the settings, one line each. */
export class SettingsError extends Error {
  readonly problems: readonly string[];
  /** What is left to be looked at, so that all problems can be told at once; null: it has been. */
  readonly catalogue: CatalogueSettings | null;
  /** What makes sense by itself all the same. */
  readonly legible: Partial<Settings>;

  constructor(
    problems: readonly string[],
    catalogue: CatalogueSettings | null = null,
    legible: Partial<Settings> = {},
  ) {
    super(`the settings have ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}`);
    this.name = 'SettingsError';
    this.problems = problems;
    this.catalogue = catalogue;
    this.legible = legible;
  }
}

/** `vendors`: those whose models the catalogue begins with. `keys`: those that are asked, by name; none: nobody has a key. */
export type CatalogueSettings = Pick<CommonSettings, 'CATALOGUE_FILE' | 'DEFAULT_MODEL'> & {
  readonly vendors: readonly CatalogueSource[];
  readonly keys: readonly KeyOf[];
};

/** The setting that holds a vendor's key. */
export type KeyOf = Pick<Vendor, 'name' | 'key'>;

/** `.env` first, then the environment, which wins. The only place that reads either. `vendors`: the image APIs that there are. */
export function readSettings(values?: NodeJS.ProcessEnv, vendors: readonly Vendor[] = allVendors): Settings {
  const environment = values === undefined ? loadEnvironment() : given(values);
  const shape = commonShape(vendors);
  const names = [...Object.keys(shape), ...vendors.flatMap(({ settingNames }) => settingNames)];
  const reading = readNamed(environment.values, names, [...secrets, ...vendors.map(({ key }) => key)]);
  const { named, isSet } = reading;
  const parsed = z.object(shape).safeParse(named);
  const readings = vendors.map((vendor) => vendor.read(named));
  const issues = [
    ...(parsed.error?.issues ?? []),
    ...readings.flatMap((each) => (each.kind === 'issues' ? each.issues : [])),
  ];
  const configured = readings.flatMap((each) => (each.kind === 'vendor' ? [each.vendor] : []));
  const problems = [...environment.problems, ...problemsOf(issues, reading), ...problemsAcross(named, isSet, vendors)];
  const order = parsed.data?.PROVIDER_ORDER ?? vendors.map(({ name }) => name);
  const keys = vendors.filter(({ name, key }) => isSet(key) && order.includes(name));
  if (parsed.success && problems.length === 0) return { ...parsed.data, vendors: configured, keys };
  const isReady = isSet('DISCORD_TOKEN') && vendors.some(({ key }) => isSet(key));
  const catalogue = {
    CATALOGUE_FILE: named['CATALOGUE_FILE'],
    DEFAULT_MODEL: named['DEFAULT_MODEL'] ?? shape.DEFAULT_MODEL.parse(undefined),
    vendors,
    keys,
  };
  const legible = { ...legibleOf(shape, named), vendors: configured, keys };
  throw new SettingsError([...problems, ...hint(environment, isReady)], catalogue, legible);
}

/** Each by itself, as far as it can be read. */
function legibleOf(shape: ReturnType<typeof commonShape>, named: NamedReading['named']): Partial<CommonSettings> {
  const read = Object.entries(shape).map(([name, schema]) => [name, schema.safeParse(named[name])] as const);
  // Each was read by the schema of its name.
  return Object.fromEntries(read.flatMap(([name, { success, data }]) => (success ? [[name, data]] : [])));
}

/** These settings alone, for a program that needs no more: what is missing or wrong of the others is not its concern. */
export function readSomeSettings<const Name extends keyof CommonSettings>(
  names: readonly Name[],
  values?: NodeJS.ProcessEnv,
): Pick<CommonSettings, Name> {
  const environment = values === undefined ? loadEnvironment() : given(values);
  const shape = commonShape(allVendors);
  const some: Readonly<Record<string, z.ZodType>> = Object.fromEntries(names.map((name) => [name, shape[name]]));
  const reading = readNamed(environment.values, names, secrets);
  const parsed = z.object(some).safeParse(reading.named);
  // The schema was put together from these names, which its type cannot follow.
  const problems = [...environment.problems, ...problemsOf(parsed.error?.issues ?? [], reading)];
  if (parsed.success && problems.length === 0) return parsed.data as Pick<CommonSettings, Name>;
  const isReady = !('DISCORD_TOKEN' in some) || reading.isSet('DISCORD_TOKEN');
  throw new SettingsError([...problems, ...hint(environment, isReady)]);
}

/** Besides the vendors' keys, what may come in a file of its own. */
const secrets: readonly string[] = ['DISCORD_TOKEN', 'SIGNING_SECRET', 'STORE_URL'];

function problemsOf(issues: readonly z.core.$ZodIssue[], { problems, unread }: NamedReading): readonly string[] {
  const others = issues.filter(({ path }) => !unread.has(String(path[0])));
  return [...problems, ...others.map((issue) => `${String(issue.path[0] ?? 'settings')}: ${issue.message}`)];
}

/** For who has only just begun. */
const hint = ({ isBare }: Environment, isReady: boolean): readonly string[] =>
  isBare && !isReady ? ['.env: there is none here; copy .env.example to .env and fill it in'] : [];

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

const limits = commaSeparated.transform((rules, context) => {
  const read = rules.map(readLimitRule).filter((limit) => limit !== null);
  if (read.length === rules.length) return read;
  context.addIssue('must be rules such as guild:usd:month:25,user:images:day:20');
  return z.NEVER;
});

const spending = commaSeparated.transform((rules, context) => {
  const read = rules.map(readSpendRule).filter((limit) => limit !== null);
  const isOnce = new Set(read.map(({ per }) => per)).size === rules.length;
  if (read.length === rules.length && isOnce) return read;
  context.addIssue('must be dollars per period, each once, such as day:20,month:200');
  return z.NEVER;
});

const ids = (of: string) =>
  commaSeparated.refine((each) => each.every((id) => /^\d{17,20}$/.test(id)), `must be ids of ${of}, comma separated`);

function namesOf(vendors: readonly Vendor[]) {
  const names = vendors.map(({ name }) => name);
  return commaSeparated.pipe(z.array(z.enum(names, { error: `may name ${names.join(', ')}` }))).default([...names]);
}

/** What is no vendor's own. */
const commonShape = (vendors: readonly Vendor[]) => ({
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
  PROVIDER_ORDER: namesOf(vendors),
  DEFAULT_MODEL: z.string().default('gpt-image-2'),
  CATALOGUE_FILE: z.string().optional(),
  HTTPS_PROXY: proxyAddress.optional(),
  NO_PROXY: z.string().default(''),
  PUBLIC_URL: httpAddress.optional(),
  HTTP_HOST: z.string().default('127.0.0.1'),
  HTTP_PORT: wholeNumber(0, 65_535).default(8080),
  METRICS_PORT: wholeNumber(0, 65_535).optional(),
  STORE_URL: fileUrl('sqlite', 'postgres').default('data/retouch.sqlite'),
  IMAGE_STORE_URL: fileUrl('file', 's3').default('data/images'),
  IMAGE_STORE_MAX_GB: amount.default(20),
  IMAGE_STORE_MAX_DAYS: amount.default(90),
  PICTURE_MEMORY_MB: wholeNumber(192, 1_000_000).default(512),
  SIGNING_SECRET: z.string().min(16, 'must have at least 16 characters').optional(),
  DOWNLOAD_ORIGINS: commaSeparated
    .refine((origins) => origins.every(isHttpUrl), 'must be http or https origins, comma separated')
    .default([]),
  CONCURRENCY: wholeNumber(1, 10_000).default(32),
  GUILD_CONCURRENCY: wholeNumber(1, 10_000).default(16),
  MEMBER_CONCURRENCY: wholeNumber(1, 10_000).default(4),
  QUEUE_MAX: wholeNumber(1, 1_000_000).default(10_000),
  GUILD_QUEUE_MAX: wholeNumber(1, 1_000_000).default(1_000),
  MEMBER_QUEUE_MAX: wholeNumber(1, 1_000_000).default(50),
  DEFAULT_LIMITS: limits.default([]),
  MAX_LIMITS: limits.default([]),
  MAX_SPEND: spending.default([]),
  OPERATOR_CHANNEL: z
    .string()
    .regex(/^\d{17,20}$/, "must be a channel's id")
    .optional(),
  GUILDS: ids('servers').default([]),
  BLOCKED_USERS: ids('members').default([]),
  ROLE: z.literal('all', { error: 'must be all (gateway and worker come later)' }).default('all'),
  SHUTDOWN_GRACE_S: wholeNumber(0, 3_600).optional(),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: 'must be trace, debug, info, warn, error, fatal or silent',
    })
    .default('info'),
});

type CommonSettings = z.infer<z.ZodObject<ReturnType<typeof commonShape>>>;

/** `vendors`: all that there are, each with what is set for it. `keys`: those of them that are asked. */
export type Settings = CommonSettings & {
  readonly vendors: readonly ConfiguredVendor[];
  readonly keys: readonly KeyOf[];
};

interface Environment {
  readonly values: NodeJS.ProcessEnv;
  /** Whether there is no `.env` where one is looked for. */
  readonly isBare: boolean;
  readonly problems: readonly string[];
}

const given = (values: NodeJS.ProcessEnv): Environment => ({ values, isBare: false, problems: [] });

function loadEnvironment(): Environment {
  const { error } = readDotenv({ quiet: true });
  const code = error === undefined ? null : error.code;
  const isBare = code === 'ENOENT';
  return { values: process.env, isBare, problems: code === null || isBare ? [] : [`.env: cannot be read (${code})`] };
}
