/** The part of mjml 5 that we use; the package has no types of its own. */
declare module "mjml" {
  interface MjmlOptions {
    readonly validationLevel: "strict";
    /** Font families to load from the web, by name. */
    readonly fonts: { readonly [family: string]: string };
  }
  /** @throws Error with `errors`, each with the line of the markup it is about */
  export default function mjml2html(markup: string, options: MjmlOptions): Promise<{ readonly html: string }>;
}
