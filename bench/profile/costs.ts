// What a CPU profile says: which stage of a request, which package and which function the time goes to.
import { z } from "zod";

/** A CPU profile as the inspector gives it. */
export const cpuProfile = z.object({
  nodes: z.array(
    z.object({
      id: z.number(),
      callFrame: z.object({ functionName: z.string(), url: z.string() }),
      children: z.array(z.number()).optional(),
    }),
  ),
  samples: z.array(z.number()),
  /** Microseconds before each sample. */
  timeDeltas: z.array(z.number()),
});
export type CpuProfile = z.infer<typeof cpuProfile>;

/** A frame of a stack: the package or file it is in, and its function. */
interface Frame {
  readonly at: string;
  readonly name: string;
}

/** Shares of the time that the process was busy, the greatest first. */
export type Shares = readonly (readonly [what: string, share: number])[];

export interface Costs {
  readonly byStage: Shares;
  readonly byPackage: Shares;
  readonly byFunction: Shares;
}

/** A sample counts for this many microseconds at most: in more, the process was kept from running by others. */
const longestSample = 300;

// The first that fits decides, from the innermost frame outwards.
const stages: readonly (readonly [stage: string, fits: (frame: Frame) => boolean])[] = [
  ["garbage collection", ({ name }) => name === "(garbage collector)"],
  ["tokens", ({ at }) => at === "jose" || /api\/src\/auth\/(tokens|token-keys)/.test(at)],
  ["guards and rates", ({ at }) => /api\/src\/limits\/|rate-limiter/.test(at)],
  ["writing JSON", ({ name }) => name === "prettyJSONStringify"],
  ["views", ({ at }) => /packages\/projections|dataloader|api\/src\/reading\/(reading|batched|moment|lag)/.test(at)],
  ["our resolvers", ({ at }) => /packages\/(domain|api\/src\/(?!http|limits|auth|sockets))/.test(at)],
  ["type-graphql's wrappers", ({ at }) => at === "type-graphql"],
  ["executing (graphql-js)", ({ at }) => at === "graphql"],
  ["Apollo", ({ at }) => at === "@apollo/server" || /api\/src\/http\/graphql/.test(at)],
  ["ends of requests (Abandoned)", ({ at }) => /log\/src\/outage/.test(at)],
  ["HTTP", ({ at }) => /fastify|^node:(_http|net|internal\/(streams|stream_base))|packages\/api\/src\/http/.test(at)],
];

/** Adds up a profile. Idle time does not count. */
export function costsIn({ nodes, samples, timeDeltas }: CpuProfile): Costs {
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, frameOf(callFrame)]));
  const [byStage, byPackage, byFunction] = [tally(), tally(), tally()];
  for (const [nth, id] of samples.entries()) {
    const leaf = frames.get(id);
    if (!leaf || leaf.name === "(idle)") continue;
    const took = Math.max(0, Math.min(timeDeltas[nth] ?? 0, longestSample));
    byStage.add(stageOf(id, frames, parents), took);
    byPackage.add(leaf.at, took);
    byFunction.add(`${leaf.at} ${leaf.name}`.trim(), took);
  }
  return { byStage: byStage.shares(), byPackage: byPackage.shares(), byFunction: byFunction.shares() };
}

function stageOf(id: number, frames: ReadonlyMap<number, Frame>, parents: ReadonlyMap<number, number>): string {
  for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
    const frame = frames.get(at);
    const found = frame && stages.find(([, fits]) => fits(frame));
    if (found) return found[0];
  }
  return "everything else";
}

function frameOf({ functionName, url }: CpuProfile["nodes"][number]["callFrame"]): Frame {
  const name = functionName || "(anonymous)";
  const [, library] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url) ?? [];
  const [own] = /packages\/.*$/.exec(url) ?? [];
  return { at: library ?? own ?? (url || "native"), name };
}

function tally() {
  const sums = new Map<string, number>();
  let total = 0;
  return {
    add(what: string, amount: number): void {
      sums.set(what, (sums.get(what) ?? 0) + amount);
      total += amount;
    },
    shares: (): Shares =>
      [...sums].map(([what, sum]) => [what, sum / total] as const).sort(([, one], [, other]) => other - one),
  };
}
