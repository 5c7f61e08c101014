/** What Discord's markdown says. Blocks and spans are one type: a quote holds lines, a line holds spans. */
export type MarkdownNode =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'break' }
  | {
      readonly kind: 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler' | 'quote' | 'subtext';
      readonly children: readonly MarkdownNode[];
    }
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly children: readonly MarkdownNode[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly MarkdownNode[])[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'code block'; readonly text: string; readonly language: string }
  | { readonly kind: 'link'; readonly href: string; readonly children: readonly MarkdownNode[] }
  | { readonly kind: 'mention'; readonly of: 'user' | 'channel' | 'role' | 'everyone'; readonly id: string }
  | { readonly kind: 'command mention'; readonly name: string }
  | { readonly kind: 'time'; readonly seconds: number; readonly format: string };
