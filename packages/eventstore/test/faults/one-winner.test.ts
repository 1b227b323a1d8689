// Fifty writers want the same revision: one gets it, the others are told so, and the winner's event is there.
import { NO_STREAM, WrongExpectedVersionError } from "@eventstore/db-client";
import { expect, test } from "vitest";
import { startEventStore } from "../embedded-event-store.ts";
import { connect, named, told } from "../fixtures.ts";
import { trials } from "./profile.ts";

const writers = 50;

interface Races {
  /** The names of the writers who were told that they had won, a list for each round. */
  readonly winners: readonly string[][];
  readonly stream: readonly string[];
  /** Answers to losers other than that another writer was first. */
  readonly strange: readonly unknown[];
}

async function race(rounds: number, broken?: string): Promise<Races> {
  const server = await startEventStore({ broken });
  // Half through one connection, half through another.
  const clients = [connect(server), connect(server)] as const;
  const winners: string[][] = [];
  const strange: unknown[] = [];
  for (let round = 0; round < rounds; round++) {
    const expectedRevision = round === 0 ? NO_STREAM : BigInt(round - 1);
    const names = Array.from({ length: writers }, (_, n) => `${round}.${n}`);
    const outcomes = await Promise.all(
      names.map((name, n) =>
        clients[n % 2 === 0 ? 0 : 1].appendToStream("contended", named(name), { expectedRevision }).then(
          () => [name],
          (error: unknown) => {
            if (!(error instanceof WrongExpectedVersionError)) strange.push(error);
            return [];
          },
        ),
      ),
    );
    winners.push(outcomes.flat());
  }
  const stream = await told(clients[0].readStream("contended")).catch((error) => [String(error)]);
  for (const client of clients) await client.dispose();
  await server.stop();
  return { winners, stream, strange };
}

test("each revision has one winner, and the stream is what the winners wrote", async () => {
  const { winners, stream, strange } = await race(trials(20, 200));
  expect(strange).toEqual([]);
  expect(stream).toEqual(winners.map(([name], revision) => `contended@${revision} ${name}`));
  for (const each of winners) expect(each).toHaveLength(1);
});

test("a server that decides before its turn to write does not pass this test", async () => {
  const { winners } = await race(5, "decides-outside");
  expect(Math.max(...winners.map(({ length }) => length))).toBeGreaterThan(1);
});
