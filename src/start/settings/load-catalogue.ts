import { readFile } from 'node:fs/promises';
import type { Catalogue, Model, ProviderName } from '../../domain/offers/provider.ts';
import { readCatalogue } from '../../providers/catalogue/catalogue.ts';
import { type CatalogueSettings, SettingsError } from '../config.ts';

/** What is wrong with the catalogue, beside the other problems of the settings. */
export async function catalogueProblems(settings: CatalogueSettings): Promise<readonly string[]> {
  try {
    await loadCatalogue(settings);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
}

/** The catalogue with the operator's file laid over it. Throws a {@link SettingsError}. */
export async function loadCatalogue(settings: CatalogueSettings) {
  const path = settings.CATALOGUE_FILE;
  const file: unknown = path === undefined ? undefined : await readJson(path);
  const reading = readCatalogue(file, settings.vendors);
  if (reading.kind === 'problems') {
    throw new SettingsError(reading.problems.map((problem) => `CATALOGUE_FILE: ${problem}`));
  }
  if (reading.catalogue.find(settings.DEFAULT_MODEL) === undefined) {
    throw new SettingsError([`DEFAULT_MODEL: the catalogue has no ${settings.DEFAULT_MODEL}`]);
  }
  const problem = problemOfDefault(reading.catalogue, settings);
  if (problem !== null) throw new SettingsError([problem]);
  return reading.catalogue;
}

/**
 * Whether somebody who has a key makes the default model, or the one that follows it where it is shut down. Where
 * nobody has a key, that is told already.
 */
function problemOfDefault(catalogue: Catalogue, { DEFAULT_MODEL: id, keys }: CatalogueSettings): string | null {
  const offeredBy = (name: ProviderName) =>
    catalogue.models.filter(({ offers }) => offers.some(({ provider }) => provider === name)).map((model) => model.id);
  const offered = keys.map(({ name, key }) => ({ key, models: offeredBy(name) }));
  const made = madeInPlaceOf(catalogue, id)?.id;
  const isOffered = offered.some(({ models }) => models.some((model) => model === made));
  if (keys.length === 0 || isOffered) return null;
  const choice = offered.map(({ key, models }) => `${key} is set, which offers ${models.join(', ') || 'nothing'}`);
  return `DEFAULT_MODEL: no key is set for ${id}; ${choice.join('; ')}`;
}

/** The model itself, or where nobody offers it any more what took its place, as jobs read it. */
function madeInPlaceOf(catalogue: Catalogue, id: string, before: readonly string[] = []): Model | undefined {
  const model = catalogue.find(id);
  if (model === undefined || model.offers.length > 0 || model.successor === null) return model;
  if (before.includes(model.id)) return model;
  return madeInPlaceOf(catalogue, model.successor, [...before, model.id]);
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new SettingsError([
      `CATALOGUE_FILE: cannot be read as JSON (${error instanceof Error ? error.name : 'error'})`,
    ]);
  }
}
