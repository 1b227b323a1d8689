// `taizhang export`: saves a plan, a ledger, the review queue or a reporting form that a running API writes.
import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { inBoth } from "@taizhang/process";
import type { Command } from "commander";
import { z } from "zod";
import { askApi, type Destination, sendTo } from "./ask-api.ts";
import { destinationOf } from "./destination.ts";
import { type KnownPlan, planNamed, statusWords } from "./plan-named.ts";
import { unitNamed } from "./unit-named.ts";

/** What is asked for on the command line. */
export interface ExportWish {
  readonly region: string;
  readonly out: string;
  /** Left out, the ending of `out` says it. */
  readonly format?: string;
  /** A day, an instant or a position of the log. */
  readonly asOf?: string;
  /** Whose queue: `office` or `lead`. */
  readonly of?: string;
}

/** What may be exported, each with its address below `/export`. */
type Exporting = (destination: Destination) => Promise<string>;

export const exportPlan = (plan: string, wish: ExportWish, command: Command): Promise<void> =>
  save(async (destination) => `plan/${await planIdIn(destination, plan, wish.region)}`, wish, command);

export const exportLedger = (unit: string, wish: ExportWish, command: Command): Promise<void> =>
  save(async (destination) => `ledger/${await unitIdIn(destination, unit)}`, wish, command);

export const exportQueue = (wish: ExportWish, command: Command): Promise<void> =>
  save(async () => "queue", wish, command);

export const exportForm = (plan: string, unit: string, wish: ExportWish, command: Command): Promise<void> =>
  save(
    async (destination) =>
      `form/${await planIdIn(destination, plan, wish.region)}/${await unitIdIn(destination, unit)}`,
    wish,
    command,
  );

const failed = z.object({ error: z.object({ messageZh: z.string(), messageEn: z.string() }) });

/**
 * Saves the answer under the name that is wanted, once all of it is there. Throws with the sentences of the API in both
 * languages where it refuses.
 */
async function save(exporting: Exporting, wish: ExportWish, command: Command): Promise<void> {
  const { region, out, asOf, of } = wish;
  const format = wish.format ?? /\.([a-z]+)$/i.exec(out)?.[1] ?? "xlsx";
  const destination = await destinationOf(command, region);
  const query = new URLSearchParams({ ...(asOf === undefined ? {} : { asOf }), ...(of === undefined ? {} : { of }) });
  const path = `/export/${await exporting(destination)}.${encodeURIComponent(format)}?${query}`;
  const answer = await sendTo(destination, path, {});
  if (!answer.ok) {
    const { data } = failed.safeParse(await answer.json().catch(() => null));
    throw new Error(data ? inBoth({ zh: data.error.messageZh, en: data.error.messageEn }) : answer.statusText);
  }
  if (answer.body === null) throw new Error(inBoth({ zh: "接口没有给出内容", en: "the API answered with nothing" }));
  // A file that is cut off on its way must not be taken for a whole one.
  const part = `${out}.part`;
  try {
    await pipeline(bytesOf(answer.body), createWriteStream(part));
    await rename(part, out);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  process.stdout.write(`${out}\n`);
}

/** The body of an answer as Node reads streams; its types know only its own streams of the web. */
const bytesOf = (body: unknown): Readable => Readable.fromWeb(body as ReadableStream);

/** An id as the ledger makes them. Nothing in one means anything else in an address. */
const isId = (said: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(said);

const statuses = Object.keys(statusWords) as (keyof typeof statusWords)[];

const plansShape = z.object({
  plans: z.object({
    edges: z.array(
      z.object({
        node: z.object({
          id: z.string(),
          title: z.string(),
          noticeTitle: z.string().nullable(),
          status: z.string().toLowerCase().pipe(z.enum(statuses)),
          importedAt: z.string(),
        }),
      }),
    ),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

const plansQuery = `query ($after: String) {
  plans(first: 100, after: $after) {
    edges { node { id title noticeTitle status importedAt } }
    pageInfo { hasNextPage endCursor }
  }
}`;

/** The plans of the region that the token is of. */
async function* plansIn(destination: Destination, region: string): AsyncGenerator<KnownPlan> {
  let after: string | null = null;
  do {
    const { plans }: z.infer<typeof plansShape> = await askApi(destination, plansQuery, { after }, plansShape);
    for (const { node } of plans.edges) {
      const { id: planId, ...told } = node;
      yield { planId, region, ...told };
    }
    after = plans.pageInfo.hasNextPage ? plans.pageInfo.endCursor : null;
  } while (after !== null);
}

/** The id of a plan that is named by one of its titles, or by its id. */
async function planIdIn(destination: Destination, plan: string, region: string): Promise<string> {
  return isId(plan) ? plan : (await planNamed(plan, plansIn(destination, region), region)).planId;
}

const alias = z.object({ alias: z.string(), validFrom: z.string(), until: z.string().nullable() });
const unit = z.object({ id: z.string(), name: z.string(), endedOn: z.string().nullable(), aliases: z.array(alias) });
const units = z.object({
  me: z.object({ today: z.string() }),
  units: z.object({ edges: z.array(z.object({ node: unit })) }),
});

const query = `query ($name: String!) {
  me { today }
  units(first: 100, kind: UNIT, name: $name) { edges { node { id name endedOn aliases { alias validFrom until } } } }
}`;

/** The id of a unit that is named by one of its names, or by its id. */
async function unitIdIn(destination: Destination, wanted: string): Promise<string> {
  if (isId(wanted)) return wanted;
  const { me, units: found } = await askApi(destination, query, { name: wanted }, units);
  const known = found.edges.map(({ node }) => node);
  return unitNamed(wanted, known, me.today).id;
}
