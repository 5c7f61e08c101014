import { z } from 'zod';
import type { ProviderName, Service } from '../domain/offers/provider.ts';
import type { ImageProvider } from '../ports/image-provider.ts';
import type { Pictures } from '../ports/pictures.ts';
import type { VendorCatalogue } from './catalogue/built-in.ts';
import type { Upstream, UpstreamCall } from './http/upstream.ts';

/** What a vendor is opened with, beside its own settings. */
export interface VendorNeeds {
  readonly upstream: Upstream;
  readonly pictures: Pick<Pictures, 'measure' | 'toAlphaMask'>;
  /** Where a vendor could call back; null: nowhere. */
  readonly publicUrl: string | null;
}

/** The cheapest question that a vendor documents, answers only to its key, and takes no money for. */
export type KeyQuestion = Pick<UpstreamCall, 'method' | 'baseUrl' | 'path' | 'headers' | 'body'>;

/** All settings as text, by name; undefined where one is not set. */
export type NamedSettings = Readonly<Record<string, string | undefined>>;

/** Whether a setting is there, right or wrong, so that a wrong one is not taken for none. */
export type IsSet = (name: string) => boolean;

/** Everything that the program knows of one image API. */
export interface VendorDefinition<Shape extends z.core.$ZodShape> extends VendorCatalogue {
  readonly name: ProviderName;
  /** As people write it. */
  readonly title: string;
  /** The settings that are its own, by name: strings in, whatever it needs out. */
  readonly settings: Shape;
  /** The one without which it is not asked. */
  readonly key: keyof Shape & string;
  /** What one setting alone cannot tell, one line each. */
  readonly problems?: (named: NamedSettings, isSet: IsSet) => readonly string[];
  /** What no log line may hold. */
  readonly secrets: (settings: OwnSettings<Shape>) => readonly (string | undefined)[];
  /** The addresses whose origins are fetched from at their word, with or without a key. */
  readonly bases: (settings: OwnSettings<Shape>) => readonly (string | undefined)[];
  /** Null: it has no key. */
  readonly open: (settings: OwnSettings<Shape>, needs: VendorNeeds) => ImageProvider | null;
  /** What a key is tried with; null: it has none. Left out: nothing is documented. */
  readonly keyQuestion?: ((settings: OwnSettings<Shape>) => KeyQuestion | null) | undefined;
}

export type OwnSettings<Shape extends z.core.$ZodShape> = z.output<z.ZodObject<Shape>>;

/** One of the list of vendors. */
export interface Vendor extends Service, VendorCatalogue {
  readonly key: string;
  /** The names of its own settings. */
  readonly settingNames: readonly string[];
  problems(named: NamedSettings, isSet: IsSet): readonly string[];
  read(named: NamedSettings): VendorReading;
}

export type VendorReading =
  | { readonly kind: 'vendor'; readonly vendor: ConfiguredVendor }
  | { readonly kind: 'issues'; readonly issues: readonly z.core.$ZodIssue[] };

/** A vendor with what the operator set for it. */
export interface ConfiguredVendor extends Service, VendorCatalogue {
  readonly secrets: readonly string[];
  readonly origins: readonly string[];
  /** Null: it has no key. */
  open(needs: VendorNeeds): ImageProvider | null;
  /** Null: it has no key, or documents nothing that one could be tried with. */
  readonly keyQuestion: KeyQuestion | null;
}

/** Its settings' types stay between the definition's own functions: nobody else sees them. */
export function defineVendor<Shape extends z.core.$ZodShape>(definition: VendorDefinition<Shape>): Vendor {
  const { name, title, settings: shape, key, problems, secrets, bases, open, keyQuestion, offers, models } = definition;
  const schema = z.object(shape);
  const known = { name, title, offers, models };
  return {
    ...known,
    key,
    settingNames: Object.keys(shape),
    problems: (named, isSet) => problems?.(named, isSet) ?? [],
    read(named) {
      const parsed = schema.safeParse(named);
      if (!parsed.success) return { kind: 'issues', issues: parsed.error.issues };
      const settings = parsed.data;
      const vendor = {
        ...known,
        secrets: secrets(settings).filter((secret) => secret !== undefined),
        origins: bases(settings).flatMap((base) => (base === undefined ? [] : [new URL(base).origin])),
        open: (needs: VendorNeeds) => open(settings, needs),
        keyQuestion: keyQuestion?.(settings) ?? null,
      };
      return { kind: 'vendor', vendor };
    },
  };
}
