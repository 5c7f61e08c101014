import type { Clock } from '../../ports/clock.ts';
import { readSettings, type Settings, SettingsError } from '../config.ts';
import { catalogueProblems } from '../settings/load-catalogue.ts';
import { examineAddress } from './examine-address.ts';
import { examineDiscord } from './examine-discord.ts';
import { examineDisk } from './examine-disk.ts';
import { examineKeys } from './examine-keys.ts';
import { examineStore } from './examine-store.ts';
import { type Finding, well, wrong } from './finding.ts';

/**
 * Everything that an operator may have set wrong, as far as can be found without paying, writing to the store or being noticed by
 * members. A setting that is wrong keeps nothing else from being looked at.
 */
export async function examine(clock: Clock): Promise<readonly Finding[]> {
  const { settings, problems } = await readAsFarAsPossible();
  const [store, discord, keys, disk] = await Promise.all([
    examineStore(settings.STORE_URL, clock),
    examineDiscord(settings, clock),
    examineKeys(settings),
    examineDisk(settings),
  ]);
  const address = await examineAddress(settings, store.state, clock);
  return [...ofSettings(problems), ...discord, ...keys, ...store.findings, ...disk, address];
}

interface Reading {
  readonly settings: Partial<Settings>;
  readonly problems: readonly string[];
}

async function readAsFarAsPossible(): Promise<Reading> {
  try {
    const settings = readSettings();
    return { settings, problems: await catalogueProblems(settings) };
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    const others = error.catalogue === null ? [] : await catalogueProblems(error.catalogue);
    return { settings: error.legible, problems: [...error.problems, ...others] };
  }
}

/** As `npm start` tells them: the name of the setting first. */
function ofSettings(problems: readonly string[]): readonly Finding[] {
  if (problems.length === 0) return [well('settings', 'all of them make sense')];
  return problems.map((problem) => {
    const [, about, sentence] = /^([A-Z0-9_]+|\.env): (.*)$/s.exec(problem) ?? [];
    return wrong(about ?? 'settings', sentence ?? problem);
  });
}
