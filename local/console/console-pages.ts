import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import * as esbuild from "esbuild";
import type { FastifyInstance } from "fastify";

/** The console as a browser gets it. */
export interface ConsolePages {
  readonly index: string;
  /** By name: `main.js`, `console.css`. */
  readonly assets: ReadonlyMap<string, Buffer>;
}

const TYPES: { readonly [extension: string]: string } = {
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  map: "application/json",
};

const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** Bundles the console's source, in memory. */
export async function bundleConsole(folder: string): Promise<ConsolePages> {
  const { outputFiles } = await esbuild.build({
    entryPoints: [join(folder, "main.tsx"), join(folder, "console.css")],
    bundle: true,
    write: false,
    outdir: folder,
    format: "esm",
    target: "es2022",
    jsx: "automatic",
    jsxImportSource: "preact",
    sourcemap: "linked",
    logLevel: "silent",
  });
  await esbuild.stop();
  return {
    index: await readFile(join(folder, "index.html"), "utf8"),
    assets: new Map(outputFiles.map(({ path, contents }) => [basename(path), Buffer.from(contents)])),
  };
}

/** Serves the console, and the pictures that stories show. */
export function consolePages(app: FastifyInstance, pages: ConsolePages, pictures: string): void {
  app.get("/", (_request, reply) =>
    reply
      .headers({ "content-type": "text/html; charset=utf-8", "content-security-policy": PAGE_POLICY })
      .send(pages.index),
  );
  app.get<{ Params: { name: string } }>("/assets/:name", (request, reply) => {
    const { name } = request.params;
    const asset = pages.assets.get(name);
    if (!asset) return reply.callNotFound();
    return reply
      .header("content-type", TYPES[name.split(".").at(-1) ?? ""] ?? "application/octet-stream")
      .send(asset);
  });
  app.get<{ Params: { name: string } }>("/pictures/:name", async (request, reply) => {
    const { name } = request.params;
    const picture =
      /^[a-z0-9-]+\.svg$/.test(name) && (await readFile(join(pictures, name)).catch(() => undefined));
    if (!picture) return reply.callNotFound();
    // A mail is shown in a frame of no origin, so its pictures are another origin's to it.
    return reply
      .headers({
        "content-type": "image/svg+xml",
        "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        "cross-origin-resource-policy": "cross-origin",
      })
      .send(picture);
  });
}
