import { type REST, Routes } from 'discord.js';
import type { ApplicationId, GuildId } from '../../domain/ids.ts';
import type { Command } from '../kit/command.ts';
import { commandJson } from './command-json.ts';

/**
 * Makes Discord's list of our commands equal to ours, with one write, and only if they differ. With a guild, in that
 * guild alone (there they are offered at once); what is registered elsewhere stays as it is. Throws discord.js' errors.
 */
export async function registerCommands({
  rest,
  application,
  guild,
  commands,
  beforeWriting,
  learn,
}: {
  readonly rest: REST;
  readonly application: ApplicationId;
  readonly guild: GuildId | null;
  readonly commands: readonly Command[];
  readonly beforeWriting?: () => Promise<void>;
  /** Told what Discord has in the end. */
  readonly learn?: ((registered: unknown) => void) | undefined;
}): Promise<'written' | 'unchanged'> {
  const route = routeOf(application, guild);
  // A guild's commands are where the guild is; Discord takes no contexts for them (reference, section 3).
  const spelled = (command: object) => (guild === null ? command : withoutPlaces(command));
  const wanted = commands.map(commandJson).map(spelled);
  const registered = await rest.get(route, { query: new URLSearchParams({ with_localizations: 'true' }) });
  if (isSame(wanted, Array.isArray(registered) ? registered.map(spelled) : [])) {
    learn?.(registered);
    return 'unchanged';
  }
  await beforeWriting?.();
  const written = await rest.put(route, { body: wanted });
  learn?.(written);
  return 'written';
}

/** Nothing is offered there any more, or everywhere (null). Throws discord.js' errors. */
export async function takeBackCommands({
  rest,
  application,
  guild,
}: {
  readonly rest: REST;
  readonly application: ApplicationId;
  readonly guild: GuildId | null;
}): Promise<void> {
  const route = routeOf(application, guild);
  const registered = await rest.get(route);
  if (Array.isArray(registered) && registered.length === 0) return;
  await rest.put(route, { body: [] });
}

/**
 * How what Discord has differs from ours, by names: `missing`, `other` (it has another form of it, or one that is none of
 * ours), `twice` (in that server and everywhere, which shows both). Throws discord.js' errors.
 */
export async function findRegistered({
  rest,
  application,
  guild,
  commands,
  signal,
}: {
  readonly rest: REST;
  readonly application: ApplicationId;
  readonly guild: GuildId;
  readonly commands: readonly Command[];
  readonly signal: AbortSignal;
}): Promise<Readonly<Record<'missing' | 'other' | 'twice', readonly string[]>>> {
  const query = new URLSearchParams({ with_localizations: 'true' });
  const [everywhere, here] = await Promise.all(
    [null, guild].map(async (place) => namedIn(await rest.get(routeOf(application, place), { query, signal }))),
  );
  const ours = new Map(commands.map(commandJson).map((command) => [command.name, command] as const));
  const has = (name: string) => everywhere?.has(name) === true || here?.has(name) === true;
  const isOurs = (name: string, found: object) => {
    const own = ours.get(name);
    return own !== undefined && isSame([withoutPlaces(own)], [withoutPlaces(found)]);
  };
  const found = [...(everywhere ?? []), ...(here ?? [])];
  return {
    missing: [...ours.keys()].filter((name) => !has(name)),
    other: [...new Set(found.filter(([name, command]) => !isOurs(name, command)).map(([name]) => name))],
    twice: [...ours.keys()].filter((name) => everywhere?.has(name) === true && here?.has(name) === true),
  };
}

/** Discord's own JSON. */
const namedIn = (registered: unknown): ReadonlyMap<string, object> =>
  new Map(
    (Array.isArray(registered) ? registered : []).map((command: { readonly name: string }) => [command.name, command]),
  );

const routeOf = (application: ApplicationId, guild: GuildId | null) =>
  guild === null ? Routes.applicationCommands(application) : Routes.applicationGuildCommands(application, guild);

function withoutPlaces(command: object): object {
  const places = ['contexts', 'integration_types'];
  return Object.fromEntries(Object.entries(command).filter(([name]) => !places.includes(name)));
}

/** The order of commands means nothing to Discord; that of options does. */
function isSame(wanted: readonly object[], registered: readonly object[]): boolean {
  const texts = (commands: readonly object[]) => commands.map((command) => JSON.stringify(normal(command))).sort();
  return JSON.stringify(texts(wanted)) === JSON.stringify(texts(registered));
}

/**
 * One spelling for what means the same: Discord adds ids and defaults to what it was sent, and spells some of them out
 * (`required: false`, empty lists, nulls).
 */
function normal(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(normal);
    return items.every((item) => typeof item !== 'object') ? items.sort() : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(([name, held]) => !added.has(name) && !isDefault(name, held))
    .map(([name, held]) => [name, normal(held)] as const);
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}

const added: ReadonlySet<string> = new Set(['id', 'application_id', 'guild_id', 'version', 'dm_permission', 'handler']);

function isDefault(name: string, held: unknown): boolean {
  if (held === null || held === undefined || held === false || held === '') return true;
  if (Array.isArray(held)) return held.length === 0;
  return name === 'type' && held === 1;
}
