import type { HistoryItem, HistoryWindow, ToldRecipe } from '../../src/application/services.ts';
import type { Version } from '../../src/domain/chain/chain.ts';
import { channelId, messageId, modelId, userId, versionId } from '../../src/domain/ids.ts';

/** A version that was made by words. */
export const sampleVersion = (more: Partial<Version> = {}): Version => ({
  schema: 1,
  id: versionId('1440000000000000001-0-0'),
  kind: 'made',
  channel: channelId('1000000000000000011'),
  guild: null,
  owner: userId('1000000000000000002'),
  audience: 'everyone',
  sources: [],
  recipe: {
    prompt: 'a cat',
    model: modelId('gpt-image-2'),
    size: 'auto',
    quality: 'auto',
    background: 'auto',
    count: 1,
  },
  model: modelId('gpt-image-2'),
  type: 'image/png',
  width: 1024,
  height: 1024,
  bytes: 1000,
  madeAt: 1_700_000_000_000,
  ...more,
});

/** The same as the chain lists it. */
export const sampleItem = (number: number, more: Partial<HistoryItem> = {}): HistoryItem => {
  const record = more.record ?? sampleVersion();
  return {
    version: record.id,
    number,
    order: number,
    channel: record.channel,
    audience: record.audience,
    owner: record.owner,
    message: messageId(`100000000000000${1000 + number}`),
    record,
    current: false,
    isWordless: false,
    ...more,
  };
};

/** A whole chain of these, newest first. */
export const sampleWindow = (items: readonly HistoryItem[] = [], more: Partial<HistoryWindow> = {}): HistoryWindow => ({
  items,
  origins: new Map(),
  newerThan: null,
  olderThan: null,
  steps: [],
  ...more,
});

/** What a member is told of how that version was made. */
export const sampleToldRecipe = (version: Version = sampleVersion(), more: Partial<ToldRecipe> = {}): ToldRecipe => {
  const { id, recipe, owner, madeAt, width, height } = version;
  if (recipe === null) throw new Error('it was made from no recipe');
  return {
    ...{ version: id, name: '1', shown: null, owner, madeAt, recipe, got: { width, height } },
    ...{ revisedPrompt: null, isWordless: false, sources: [], unseen: 0, restOf: null, cost: null },
    ...more,
  };
};
