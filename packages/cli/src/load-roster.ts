// `taizhang roster load`: says what a roster file would change in a running ledger, asks, and loads it.
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { readRosterFile } from "@taizhang/api";
import { beijingDay, type RosterFile } from "@taizhang/domain";
import { inBoth } from "@taizhang/process";
import type { Command } from "commander";
import { z } from "zod";
import { askApi, type Destination, inWords, rejectionShape } from "./ask-api.ts";
import { confirmed } from "./ask-person.ts";
import { destinationOf } from "./destination.ts";
import { knownNames } from "./known-names.ts";

/** What is asked for on the command line. */
export interface LoadWish {
  readonly region?: string;
  readonly validFrom?: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

const sentence = z.object({ zh: z.string(), en: z.string() });
const changes = z.object({
  rosterChanges: z.object({
    newCount: z.number(),
    changedCount: z.number(),
    unchangedCount: z.number(),
    changes: z.array(sentence),
    faults: z.array(z.object({ path: z.string(), message: sentence })),
  }),
});
const loaded = z.object({ loadRoster: z.object({ rejection: rejectionShape, notShown: sentence.nullable() }) });

const preview = `query ($validFrom: Day!, $units: [RosterUnitInput!]!, $groups: [RosterGroupInput!]!) {
  rosterChanges(validFrom: $validFrom, units: $units, groups: $groups) {
    newCount changedCount unchangedCount
    changes { zh en }
    faults { path message { zh en } }
  }
}`;
const mutation = `mutation ($input: LoadRosterInput!) {
  loadRoster(input: $input) { rejection { message { zh en } detail } notShown { zh en } }
}`;

/** Carries out the command. Throws with every fault of the file, each with its place. */
export async function loadRosterFile(name: string, wish: LoadWish, command: Command): Promise<void> {
  const today = beijingDay(new Date().toISOString());
  const { regionId, roster, placeOf } = readRosterFile(await readFile(name), { given: wish.validFrom ?? null, today });
  const region = wish.region ?? regionId;
  if (region === null)
    throw new Error(
      inBoth({
        zh: "请用 --region 说明是哪个行政区划的名录，如 --region 420304",
        en: "say with --region whose roster this is, such as --region 420304",
      }),
    );
  if (regionId !== null && regionId !== region)
    throw new Error(
      inBoth({
        zh: `${name} 是行政区划${regionId}的名录，而 --region 是 ${region}`,
        en: `${name} is the roster of region ${regionId}, and --region says ${region}`,
      }),
    );
  const destination = await destinationOf(command, region);
  // A fault may name another entry of the file.
  const placed = (words: string) => words.replace(/\b(?:units|groups)\.\d+/g, placeOf);
  const isEmpty = (await knownNames(destination, region)).length === 0;
  const said = inputOf(roster);
  const { rosterChanges: found } = await askApi(destination, preview, said, changes);
  if (found.faults.length > 0)
    throw new Error(found.faults.map(({ path, message }) => `${placeOf(path)}: ${placed(inBoth(message))}`).join("\n"));
  const told = [
    ...(isEmpty ? [`行政区划${region}的名录还是空的 the roster of region ${region} is still empty`] : []),
    ...found.changes.map(inBoth),
    `新增 new ${found.newCount}，变更 changed ${found.changedCount}，不变 unchanged ${found.unchangedCount}`,
  ];
  const isResult = wish.dryRun || found.changes.length === 0;
  (isResult ? process.stdout : process.stderr).write(told.map((line) => `${line}\n`).join(""));
  if (isResult) return;
  if (
    !wish.yes &&
    (await confirmed(`载入行政区划${region}的名录吗 Load it into the roster of region ${region}?`)) === false
  )
    throw new Error(inBoth({ zh: "未载入任何内容", en: "nothing was loaded" }));
  await load(destination, region, said);
  process.stdout.write(
    `${name}: 已载入行政区划${region}的名录 loaded into the roster of region ${region}: ${told.at(-1)}\n`,
  );
}

async function load(destination: Destination, regionId: string, said: ReturnType<typeof inputOf>): Promise<void> {
  // A new id each time: to load again what is there changes nothing, and a file that is loaded after others have changed
  // the roster must not get the receipt of the first time.
  const input = { commandId: randomUUID(), regionId, ...said };
  const { loadRoster } = await askApi(destination, mutation, { input }, loaded);
  if (loadRoster.rejection) throw new Error(inWords(loadRoster.rejection));
  // Asking for it waits until lists show the roster, so that an import that follows knows its names.
  if (loadRoster.notShown) process.stderr.write(`${inBoth(loadRoster.notShown)}\n`);
}

const inputOf = ({ validFrom, units, groups }: RosterFile) => ({
  validFrom,
  units,
  groups: groups.map((group) => ({ ...group, kind: group.kind.toUpperCase() })),
});
