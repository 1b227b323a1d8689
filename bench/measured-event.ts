// The event that is appended and read: 300 bytes of JSON, as much as a short report.
import { jsonEvent } from "@eventstore/db-client";

const bytes = 300;
const bare = JSON.stringify({ n: 100_000, padding: "" });

/** The type of every measured event. */
export const measuredType = "Measured";

/** The data of an event; numbers below 900,000 make it the same size. */
export const measuredData = (n: number) => ({ n: 100_000 + n, padding: "x".repeat(bytes - bare.length) });

/** An event for the client, with an id of its own. */
export const measuredEvent = (n: number) => jsonEvent({ type: measuredType, data: measuredData(n) });

/** Several of them. */
export const measuredEvents = (count: number) => Array.from({ length: count }, (_, n) => measuredEvent(n));
