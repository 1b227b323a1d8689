// Every kind of retry, to a stream in every state, before and after a kill, is answered by one table.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type AppendExpectedRevision,
  type EventStoreDBClient,
  NO_STREAM,
  STREAM_EXISTS,
  StreamDeletedError,
  WrongExpectedVersionError,
} from "@eventstore/db-client";
import { expect, test } from "vitest";
import { startEventStore } from "../embedded-event-store.ts";
import { connect, named } from "../fixtures.ts";

/** What is done to a stream after one append of z and one of a, b and c. */
const states: Record<string, (client: EventStoreDBClient, stream: string) => Promise<unknown>> = {
  written: async () => {},
  "soft-deleted": (client, stream) => client.deleteStream(stream),
  "brought back": async (client, stream) => {
    await client.deleteStream(stream);
    await client.appendToStream(stream, named("n"));
  },
  "ended for good": (client, stream) => client.tombstoneStream(stream),
};

const expectations: readonly AppendExpectedRevision[] = ["any", NO_STREAM, STREAM_EXISTS, 0n];

/**
 * Events that are tried, and the answers for `any`, `no_stream`, `stream_exists` and revision 0. `+5`: written, the last at 5;
 * `=3`: the receipt of the event at 3; `=3?`: that one is hidden, so without a position; `!3`: wrong, the last is at 3; `x`: deleted.
 */
const table: Record<string, Record<string, string>> = {
  written: {
    "x y": "+5 !3 +5 !3",
    "a b c": "=3 !3 =3 =3",
    "a b": "=2 !3 =2 =2",
    "a b c x": "!3 !3 !3 !3",
    "x a": "+5 !3 +5 !3",
    "z a": "=1 =1 =1 !3",
  },
  "soft-deleted": {
    "x y": "+5 +5 x !3",
    "a b c": "=3? +6 x =3?",
    "a b": "=2? +5 x =2?",
    "a b c x": "!3 +7 x !3",
    "x a": "+5 +5 x !3",
    "z a": "=1? =1? x !3",
  },
  "brought back": {
    "x y": "+6 !4 +6 !4",
    "a b c": "=3? !4 =3? =3?",
    "a b": "=2? !4 =2? =2?",
    "a b c x": "!4 !4 !4 !4",
    "x a": "+6 !4 +6 !4",
    "z a": "=1? =1? =1? !4",
  },
  "ended for good": { "x y": "x x x x", "a b c": "x x x x", "a b c x": "x x x x", "z a": "x x x x" },
};

/** One call an append, or one for all: the official client takes the first way if there are credentials. */
const ways = { alone: { credentials: { username: "anybody", password: "anything" } }, "in a batch": {} };

interface Case {
  readonly name: string;
  readonly state: string;
  readonly events: ReturnType<typeof named>[];
  readonly tried: ReturnType<typeof named>[];
  readonly options: { readonly expectedRevision: AppendExpectedRevision };
  readonly wanted: string;
}

function casesOf(moment: string): Case[] {
  return Object.entries(table).flatMap(([state, rows]) =>
    Object.entries(rows).flatMap(([letters, answers]) =>
      expectations.flatMap((expectedRevision, column) =>
        Object.entries(ways).map(([way, options]) => {
          const events = ["z", "a", "b", "c"].map((letter) => named(letter));
          const tried = letters.split(" ").map((letter) => events["zabc".indexOf(letter)] ?? named(letter));
          const name = [state, letters, expectedRevision, way, moment].join(", ");
          const wanted = answers.split(" ")[column] ?? "";
          return { name, state, events, tried, options: { ...options, expectedRevision }, wanted };
        }),
      ),
    ),
  );
}

/** Writes the stream of a case; gives the positions of its events. */
async function prepare(client: EventStoreDBClient, { name, state, events }: Case): Promise<bigint[]> {
  await client.appendToStream(name, events.slice(0, 1), { expectedRevision: NO_STREAM });
  await client.appendToStream(name, events.slice(1), { expectedRevision: 0n });
  const positions: bigint[] = [];
  for await (const { event } of client.readStream(name)) positions.push(event?.position?.commit ?? -1n);
  await states[state]?.(client, name);
  return positions;
}

async function answerOf(client: EventStoreDBClient, each: Case, positions: readonly bigint[]): Promise<string> {
  try {
    const { nextExpectedRevision, position } = await client.appendToStream(each.name, each.tried, each.options);
    if (!position) return `=${nextExpectedRevision}?`;
    return `${positions[Number(nextExpectedRevision)] === position.commit ? "=" : "+"}${nextExpectedRevision}`;
  } catch (error) {
    if (error instanceof WrongExpectedVersionError) return `!${error.actualVersion}`;
    if (error instanceof StreamDeletedError) return "x";
    return String(error);
  }
}

/** Asks three times if nothing is written, because a retry may be retried. */
async function answersOf(client: EventStoreDBClient, each: Case, positions: readonly bigint[]): Promise<string> {
  const answers = new Set<string>();
  for (let time = 0; time < (each.wanted.startsWith("+") ? 1 : 3); time++)
    answers.add(await answerOf(client, each, positions));
  return [...answers].join(", then ");
}

/** The cases that are not answered as the table says, with their answers. */
async function deviations(broken?: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  const dataDir = await mkdtemp(join(tmpdir(), "eventstore-"));
  const [before, after] = [casesOf("running"), casesOf("killed")];
  const prepared = new Map<Case, bigint[]>();
  const ask = async (client: EventStoreDBClient, cases: readonly Case[]) => {
    const asked = cases.map(async (each) => {
      const answers = await answersOf(client, each, prepared.get(each) ?? []);
      if (answers !== each.wanted) found[each.name] = answers;
    });
    await Promise.all(asked);
  };

  const first = await startEventStore({ dataDir, broken });
  const user = connect(first);
  await Promise.all([...before, ...after].map(async (each) => prepared.set(each, await prepare(user, each))));
  await ask(user, before);
  await user.dispose();
  await first.kill();
  const second = await startEventStore({ dataDir, broken });
  const later = connect(second);
  await ask(later, after);
  await later.dispose();
  await second.stop();
  await rm(dataDir, { recursive: true });
  return found;
}

test("every retry is answered as the table says, and a kill changes nothing", async () => {
  expect(await deviations()).toEqual({});
});

test("a store that forgets ids when it ends does not pass this test", async () => {
  const names = Object.keys(await deviations("forgets-ids"));
  expect(names.length).toBeGreaterThan(0);
  expect(names.filter((name) => name.endsWith("running"))).toEqual([]);
});
