import type { FileUploadType } from 'discord.js';
import type { IncomingPicture } from '../../domain/asked/image-request.ts';
import type { UserId } from '../../domain/ids.ts';
import type { DescriptionId } from '../../words/languages.ts';
import type { ChosenChannel } from './chosen-channel.ts';

interface Described {
  /** The name of its words. */
  readonly description: DescriptionId;
  /** Left out: the member may leave it out. */
  readonly required?: true;
}

/** One option of a slash command, as data. Registration's JSON and the type of its value are both made from it. */
export type OptionDeclaration =
  | (Described & {
      readonly type: 'string';
      /** Closed list: shown as it is and handed over as it is. Excludes `completes` (Discord's rule). */
      readonly choices?: readonly string[];
      /** Offers values while it is typed; any other value may be typed too. */
      readonly completes?: true;
      readonly minLength?: number;
      readonly maxLength?: number;
    })
  | (Described & {
      readonly type: 'integer' | 'number';
      readonly completes?: true;
      readonly min?: number;
      readonly max?: number;
    })
  | (Described & { readonly type: 'boolean' | 'user' | 'role' })
  | (Described & {
      readonly type: 'channel';
      /** Left out: one that can be written in, a text channel or a thread. Else whatever pictures may be asked for in or under. */
      readonly holds?: 'channels and categories';
    })
  | (Described & { readonly type: 'attachment'; readonly fileTypes: readonly FileUploadType[] });

/** By name, in the order in which Discord shows them: required ones first. */
export type OptionDeclarations = Readonly<Record<string, OptionDeclaration>>;

/** Every option of a declaration by name: a required one is there, any other may be undefined. */
export type OptionValues<Options extends OptionDeclarations> = {
  readonly [Name in keyof Options]: Options[Name] extends { readonly required: true }
    ? OptionValue<Options[Name]>
    : OptionValue<Options[Name]> | undefined;
};

/** Names of the options that complete while they are typed. */
export type CompletingNames<Options extends OptionDeclarations> = {
  [Name in keyof Options]: Options[Name] extends { readonly completes: true } ? Name : never;
}[keyof Options];

type OptionValue<Option extends OptionDeclaration> = Option extends { readonly choices: readonly (infer Choice)[] }
  ? Choice
  : ValuesByType[Option['type']];

interface ValuesByType {
  readonly string: string;
  readonly integer: number;
  readonly number: number;
  readonly boolean: boolean;
  readonly user: UserId;
  readonly role: string;
  readonly channel: ChosenChannel;
  readonly attachment: IncomingPicture;
}

/** What an option may hold once it is read. */
export type AnyOptionValue = ValuesByType[keyof ValuesByType] | undefined;
