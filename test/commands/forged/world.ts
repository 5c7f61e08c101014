import { fileURLToPath } from 'node:url';
import type { Ask, AskAnswer, Place, Services } from '../../../src/application/services.ts';
import { isVisibleTo, type Viewer } from '../../../src/domain/chain/chain.ts';
import { channelId, draftId, guildId, modelId, userId, versionId } from '../../../src/domain/ids.ts';
import type { ReplyAddress } from '../../../src/domain/jobs/job.ts';
import { sampleCharacter } from '../../discord/sample-character.ts';
import { sampleItem, sampleToldRecipe, sampleVersion, sampleWindow } from '../../discord/sample-version.ts';
import { jobOf, scriptedServices } from '../../discord/scripted-services.ts';
import { ofServers } from './of-servers.ts';
import { club, people, studio } from './people.ts';
import type { Did, Script } from './script.ts';

// A server in which everything that can be somebody's is the asker's: a private picture, a request that waits, one that was
// refused, a form, a character of the server. The question about limits is the manager's.

const asker = userId(people.asker.id);
const hidden = sampleVersion({ audience: 'asker', sources: [versionId('1440000000000000000-0-0')] });
const luna = sampleCharacter({ guild: guildId(studio) });
const lentFile = async () => ({
  path: fileURLToPath(new URL('../../../commands/help/three-ways.webp', import.meta.url)),
  filename: 'cat.webp',
  original: true,
  [Symbol.asyncDispose]: async () => undefined,
});

/** Services that decide whose something is as the real ones do, and note what is done: nothing that only looks is. */
export function createWorld({ isPaused = false }: { readonly isPaused?: boolean } = {}) {
  const deeds: string[] = [];
  /** `where`: the server in which it is done, for what is a server's. */
  function did<Outcome>(deed: string, outcome: Outcome, where?: string): Outcome {
    const named = where === studio ? ' here' : where === club ? ' in the club' : '';
    deeds.push(`${deed}${named}`);
    return outcome;
  }
  const services = scriptedServices({
    ...looking(),
    ...asking(did),
    ...ofMembers(did),
    ...ofCharacters(did),
    ...ofServers(did),
    pauses: {
      pausedUntil: async (guild, user) =>
        isPaused && guild === studio && isAsker(user) ? { code: 'paused', until: pauseEnds } : null,
      pause: async ({ guild }) => did('pause', { kind: 'ended' }, guild),
    },
  });
  return { services, deeds };
}

export const pauseEnds = 1_800_000_000_000;

const sees = (viewer: Viewer) => isVisibleTo(hidden, viewer);
const isAsker = (user: string) => user === asker;

const looking = (): Script => ({
  version: async (_id, viewer) => (sees(viewer) ? hidden : null),
  versionsOf: async (_job, user) => (isAsker(user) ? [hidden.id] : []),
  reason: async (_job, user) => (isAsker(user) ? { code: 'moderated' } : null),
  lendFullSize: lentFile as Services['lendFullSize'],
  uploads: { within: async (_place, told) => told },
  complete: {
    models: async () => [offered],
    sizes: async () => [offered],
    qualities: async () => [offered],
    everyModel: () => [offered],
    modelNamed: () => modelId('flux'),
  },
  async sourcesOf({ versions, pictures }, user) {
    const own = isAsker(user) ? [{ kind: 'version', version: hidden.id } as const] : [];
    const sent = pictures.map((picture) => ({ kind: 'picture', picture }) as const);
    return versions.length > 0 || pictures.length === 0 ? own : sent;
  },
  quota: async () => ({ lines: [], inHand: { images: 0, usd: 0 } }),
});

const offered = { name: 'any', value: 'any', price: null };

const accepted = ({ id, address }: Pick<Ask, 'id' | 'address'>): AskAnswer => ({
  kind: 'accepted',
  job: jobOf({ id, address } as Ask),
});

const theirs = ({ asker: user }: ReplyAddress) => isAsker(user);

const asking = (did: Did): Script => ({
  ask: async (asked) => did('ask', accepted(asked)),
  askAgain: async (_version, id, address) => (theirs(address) ? did('askAgain', accepted({ id, address })) : null),
  rework: {
    offered: async (_version, place) =>
      sees(place) ? { audience: 'asker', vary: { price: null }, larger: [{ to: '2K', price: null }] } : null,
    ask: async (_asked, id, address) => (theirs(address) ? did('rework', accepted({ id, address })) : null),
  },
  finishDraft: async (_version, id, address) =>
    theirs(address) ? did('finishDraft', accepted({ id, address })) : null,
  acknowledged: async () => undefined,
  cancel: async (_job, user) => (isAsker(user) ? did('cancel', 'cancelled') : 'not theirs'),
  confirmations: {
    confirm: async (_job, id, address) =>
      theirs(address) ? did('confirm', accepted({ id, address }) as never) : { kind: 'not theirs' },
    decline: async (_job, user) => (isAsker(user) ? did('decline', 'declined') : 'not theirs'),
  },
  words: {
    take: async (id, user) => (isAsker(user) ? did('words.take', { ...draftOf(id), prompt: 'a cat' }) : 'not theirs'),
  },
  drafts: { keep: async () => did('drafts.keep', undefined), find: async (id) => draftOf(id) },
  attempts: {
    find: async (id, user) =>
      isAsker(user)
        ? {
            id,
            audience: 'everyone',
            how: 'other words',
            prompt: 'a cat',
            mayAppeal: true,
            edits: false,
            compares: false,
          }
        : 'not theirs',
    tryAgain: async (_id, press, address) =>
      theirs(address) ? did('tryAgain', accepted({ id: press, address })) : { kind: 'not theirs' },
    appeal: async (_id, user) => (isAsker(user) ? did('appeal', 'sent') : 'not theirs'),
    allow: async (_id, _press, guild) =>
      guild === studio ? did('allow', { kind: 'allowed' }, guild) : { kind: 'gone' },
  },
  hints: { shown: async () => undefined },
});

const draftOf = (id: Parameters<Services['drafts']['find']>[0]) =>
  ({ id, asker, channel: channelId('1000000000000000011'), audience: 'everyone', sources: [], madeAt: 0 }) as const;

const ofMembers = (did: Did): Script => ({
  history: {
    window: async () => sampleWindow(),
    search: async ({ guild }) => (guild === studio ? [sampleItem(1)] : []),
    undo: async (place, _by, version) =>
      version === undefined || sees(place) ? did('undo', moved) : { kind: 'refused', reason: 'unknown version' },
    use: async (place) => (sees(place) ? did('use', moved) : { kind: 'refused', reason: 'unknown version' }),
    continueFrom: async () => did('continueFrom', moved),
    exportChain: async () =>
      did('exportChain', { kind: 'empty', [Symbol.asyncDispose]: async () => undefined } as const),
    redo: async () => did('redo', moved),
    reset: async () => did('reset', moved),
    askReset: async (id) => draftId(id),
    agreeToReset: async (_id, _by, { user }) => (isAsker(user) ? did('agreeToReset', moved) : 'not theirs'),
    declineReset: async (_id, { user }) => (isAsker(user) ? did('declineReset', 'kept') : 'not theirs'),
  },
  privacy: {
    exportAll: async () => did('exportAll', { kind: 'busy', [Symbol.asyncDispose]: async () => undefined } as never),
    askDelete: async () => did('askDelete', { versions: 1, characters: 0, jobs: 0 }),
    agreeToDelete: async (_id, member) => (isAsker(member) ? did('agreeToDelete', 'agreed') : 'not theirs'),
    keepAll: async (_id, member) => isAsker(member) && did('keepAll', true),
  },
  behindMore: {
    about: async (_version, presser) => (sees(presser) ? aboutHidden : null),
    recipe: async (_version, reader) => (sees(reader) ? recipeOfHidden : null),
    sendTo: async (_version, _press, reader) =>
      sees(reader) ? did('sendTo', { kind: 'refused' as const }) : { kind: 'gone' },
    turnSpoiler: async () => did('turnSpoiler', { kind: 'covered' }),
    deleteVersion: async () => did('deleteVersion', { kind: 'deleted', name: 'p1', how: 'only asker' }),
  },
  likeness: {
    whatChanged: async (_version, place) => (sees(place) ? 'no parent' : 'gone'),
    mayKeepRest: async () => true,
    keepRest: async () => did('keepRest', 'too little'),
    origin: async (version, place) =>
      sees(place) ? { first: version, instructions: 'a cat', audience: 'asker' } : null,
  },
});

const named = { version: hidden.id, name: 'p1', shown: null };
const aboutHidden = { ...named, record: hidden, mayDelete: true, spoiler: 'may be covered' } as const;
const recipeOfHidden = sampleToldRecipe(hidden, { name: 'p1' });

const moved = { kind: 'moved', to: null, audience: 'everyone' } as const;

/** Whoever is in the server may use Luna. */
const lunaIn = ({ guild }: Pick<Place, 'guild'>) => (guild === studio ? luna : null);

const ofCharacters = (did: Did): Script => ({
  characters: {
    usable: async (place) => [lunaIn(place)].filter((each) => each !== null),
    lendContactSheet: async () => null,
    named: async (place) => lunaIn(place),
    find: async (_id, place) => lunaIn(place),
    mayBeSaved: async () => 'yes',
    save: async () => did('characters.save', { kind: 'saved', character: luna, leftOut: 0 }),
    remove: async (_id, { user, moderates }) =>
      isAsker(user) || moderates ? did('characters.remove', 'removed') : 'not theirs',
    lendPictures: async () => ({ files: [], [Symbol.asyncDispose]: async () => undefined }),
    mayAskSheet: async () => false,
    askSheet: async (_id, press, _prompt, address) =>
      theirs(address) ? did('askSheet', accepted({ id: press, address })) : 'not theirs',
    keepSheet: async (_version, { user }) =>
      isAsker(user) ? did('keepSheet', { kind: 'kept', character: luna, dropped: false }) : 'not theirs',
  },
});
