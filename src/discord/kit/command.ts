import type { APIMessage } from 'discord.js';
import type { Place, Services } from '../../application/services.ts';
import type { DescriptionId } from '../../words/languages.ts';
import type { Words } from '../../words/words.ts';
import type { AnyOptionValue, CompletingNames, OptionDeclarations, OptionValues } from './option.ts';
import type { Request } from './request.ts';

export interface LeafDeclaration {
  readonly description: DescriptionId;
  readonly options: OptionDeclarations;
}

export interface BranchDeclaration {
  readonly description: DescriptionId;
  /** Subcommands by name; a branch among them is a group, and groups hold no groups (Discord's one level). */
  readonly subcommands: Readonly<Record<string, LeafDeclaration | GroupDeclaration>>;
}

export interface GroupDeclaration {
  readonly description: DescriptionId;
  readonly subcommands: Readonly<Record<string, LeafDeclaration>>;
}

/** A slash command as data. */
export type SlashDeclaration = { readonly name: string; readonly manageServer?: true } & (
  | LeafDeclaration
  | BranchDeclaration
);

/** What completing a value may look at. */
export interface CompletionRequest {
  readonly place: Place;
  readonly services: Services;
  /** Whether Discord says that whoever types may manage this server. */
  readonly managesServer: boolean;
  /** The language of whoever types. */
  readonly words: Words;
  /** The other options as far as they are filled in; files, people and roles not. */
  readonly others: Readonly<Record<string, string | number | boolean | undefined>>;
}

/** One that Discord offers: at most 100 characters each. */
export interface TextChoice {
  readonly name: string;
  readonly value: string;
}

export type Complete = (
  typed: string,
  request: CompletionRequest,
) => readonly TextChoice[] | Promise<readonly TextChoice[]>;

/** What a leaf does: `run`, and one `complete` for each option that completes. */
export type Act<Options extends OptionDeclarations> = {
  run(options: OptionValues<Options>, request: Request): Promise<void>;
} & ([CompletingNames<Options>] extends [never]
  ? unknown
  : { readonly complete: { readonly [Name in CompletingNames<Options>]: Complete } });

/** The same shape as the declaration, with an act at each leaf. */
export type Acts<Node> = Node extends { readonly options: infer Options extends OptionDeclarations }
  ? Act<Options>
  : Node extends { readonly subcommands: infer Subcommands }
    ? { readonly [Name in keyof Subcommands]: Acts<Subcommands[Name]> }
    : never;

/** A leaf whose types were checked where it was declared. */
export interface Leaf {
  readonly options: OptionDeclarations;
  run(options: Readonly<Record<string, AnyOptionValue>>, request: Request): Promise<void>;
  readonly complete: Readonly<Record<string, Complete>>;
}

export interface SlashCommand {
  readonly kind: 'slash';
  readonly declaration: SlashDeclaration;
  /** By path below the command's name, separated by spaces: ``, `undo`, `limit set`. */
  readonly leaves: ReadonlyMap<string, Leaf>;
}

export interface MessageCommand {
  readonly kind: 'message';
  readonly declaration: { readonly name: string };
  /** `target` comes whole, whatever intents the bot has. */
  run(target: APIMessage, request: Request): Promise<void>;
}

export type Command = SlashCommand | MessageCommand;

/** Joins a declaration with what it does; the option types of each `run` come from the declaration. */
export function slashCommand<const Declaration extends SlashDeclaration>(
  declaration: Declaration,
  acts: Acts<Declaration>,
): SlashCommand {
  return { kind: 'slash', declaration, leaves: new Map(leavesOf(declaration, acts as ActTree, [])) };
}

export const messageCommand = (name: string, run: MessageCommand['run']): MessageCommand => ({
  kind: 'message',
  declaration: { name },
  run,
});

// The one place where the derived types are given up: `Acts` ties each act to the declaration at the same path.
type ActTree = { readonly [name: string]: ActTree } & Partial<Omit<Leaf, 'options'>>;

function* leavesOf(
  node: LeafDeclaration | BranchDeclaration,
  acts: ActTree,
  path: readonly string[],
): Iterable<[string, Leaf]> {
  if ('options' in node) {
    if (acts.run === undefined) throw new Error(`"${path.join(' ')}" does nothing`);
    yield [path.join(' '), { options: node.options, run: acts.run, complete: acts.complete ?? {} }];
    return;
  }
  for (const [name, child] of Object.entries(node.subcommands)) {
    const below = acts[name];
    if (below === undefined) throw new Error(`"${[...path, name].join(' ')}" does nothing`);
    yield* leavesOf(child, below, [...path, name]);
  }
}
