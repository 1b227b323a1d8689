// What is known of the server itself, from its start.
import { readFileSync } from "node:fs";
import { z } from "zod";

/** Which event store the ledger is kept in: the one that the server starts itself, or one that a setting names. */
export type EventStoreKind = "embedded" | "named";

/** What is known of the server from its start. */
export interface ServerFacts {
  readonly version: string;
  /** ISO in UTC. */
  readonly startedAt: string;
  readonly eventStore: EventStoreKind;
  /** Whether tokens of the development key are accepted. */
  readonly developmentTokens: boolean;
  /** The fingerprint of the console that is served; null where none is. */
  readonly consoleBuild: string | null;
  /** The names of regions by their codes, as far as the operator has set them. */
  readonly regionNames: ReadonlyMap<string, string>;
}

const manifest = new URL("../../package.json", import.meta.url);

/** The version of this build. */
export const buildVersion = (): string =>
  z.object({ version: z.string() }).parse(JSON.parse(readFileSync(manifest, "utf8"))).version;
