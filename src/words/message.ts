/**
 * What an ICU message has to be given, read from its text by the compiler: numbers where it counts, text or numbers
 * elsewhere. `{count, plural, one {# picture} other {# pictures of {name}}}` needs `count` and `name`.
 */
export type Arguments<Text extends string> = Given<InText<Text>>;

type Given<Found> = { readonly [Each in Extract<Found, Argument> as Each[0]]: Each[1] };
type Argument = readonly [name: string, value: unknown];

/**
 * Every brace leads from text into an argument or back: an argument opens in text, its branches are text again. So a
 * name is what stands behind a brace that opens in text, and nothing has to be counted.
 */
type InText<Text extends string, Found = never> =
  FirstBrace<Text> extends readonly [infer Brace, infer Rest extends string]
    ? InArgument<Rest, Brace extends '{' ? Found | Named<Rest> : Found>
    : Found;

type InArgument<Text extends string, Found> =
  FirstBrace<Text> extends readonly [string, infer Rest extends string] ? InText<Rest, Found> : Found;

type FirstBrace<Text extends string> = Text extends `${infer Before}{${infer Rest}`
  ? Before extends `${string}}${infer Between}`
    ? readonly ['}', `${Between}{${Rest}`]
    : readonly ['{', Rest]
  : Text extends `${string}}${infer Rest}`
    ? readonly ['}', Rest]
    : null;

type Named<Inside extends string> = Inside extends `${infer Head}}${string}`
  ? Head extends `${infer Name},${infer Kind}`
    ? readonly [Name, Kind extends ` ${'plural' | 'selectordinal' | 'number'}${string}` ? number : string]
    : readonly [Head, string | number]
  : never;
