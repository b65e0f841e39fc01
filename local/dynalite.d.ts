declare module "dynalite" {
  import type { Server } from "node:http";

  function dynalite(options?: {
    /** LevelDB's folder; in memory without one. */
    readonly path?: string;
    /** How long a new table is said to be in creation. */
    readonly createTableMs?: number;
  }): Server;
  export = dynalite;
}
