/** The part of html-to-text 10 that we use; the package has no types of its own. */
declare module "html-to-text" {
  /** A node of htmlparser2's tree. */
  export interface HtmlNode {
    readonly type: string;
    readonly data?: string;
    readonly attribs?: { readonly [name: string]: string };
    readonly children?: readonly HtmlNode[];
    readonly parent?: HtmlNode;
  }
  export interface TextBuilder {
    addInline(text: string, options?: { noWordTransform?: boolean }): void;
    addLineBreak(): void;
    openBlock(options?: { leadingLineBreaks?: number }): void;
    closeBlock(options?: { trailingLineBreaks?: number }): void;
  }
  export type Formatter = (
    element: HtmlNode,
    walk: (nodes: readonly HtmlNode[] | undefined, builder: TextBuilder) => void,
    builder: TextBuilder,
  ) => void;
  export interface Selector {
    readonly selector: string;
    readonly format?: string;
    readonly options?: { readonly [name: string]: unknown };
  }
  export function convert(
    html: string,
    options: {
      readonly wordwrap: false;
      readonly formatters: { readonly [name: string]: Formatter };
      readonly selectors: readonly Selector[];
    },
  ): string;
}
