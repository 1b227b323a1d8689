// `npm run bench`: what we do in a second, compared with what peers do in the same run. Standard output is the result.
import { parseArgs } from "node:util";
import { figureOf, ratioOf } from "./figures.ts";
import { type Ground, openGround } from "./ground.ts";
import type { Line } from "./line.ts";
import { linesNamed } from "./lines/index.ts";
import { described, machineNow, warningsAbout } from "./machine.ts";
import { interleaved } from "./rounds.ts";
import { type Row, tableOf } from "./table.ts";

const rounds = 5;

const legend = `The median of ${rounds} rounds in which the sides took turns, after one to warm up; p50 and p99 over all of them.
The ratio is ours to the peer's, round by round: 100 % is as fast.`;

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({ options: { json: { type: "boolean" } }, allowPositionals: true });
  const lines = linesNamed(positionals);
  const calledOff = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => calledOff.abort(new Error("called off; what was started is being stopped")));

  const before = machineNow();
  const warnings = warningsAbout(before);
  const say = (line: string) => process.stderr.write(`${line}\n`);
  for (const line of [described(before), ...warnings.map((warning) => `⚠ ${warning}`)]) say(line);
  const ground = openGround();
  const rows: Row[] = [];
  try {
    for (const line of lines) rows.push(...(await measured(line, ground, calledOff.signal, say)));
  } finally {
    await ground.close();
  }
  const after = machineNow();
  if (values.json) process.stdout.write(`${JSON.stringify({ before, after, warnings, rows }, null, 2)}\n`);
  else {
    const about = [described(before), described(after), ...warnings.map((warning) => `⚠ ${warning}`)];
    process.stdout.write(`${[about.join("\n"), tableOf(rows), legend].join("\n\n")}\n`);
  }
}

async function measured(line: Line, ground: Ground, signal: AbortSignal, say: (line: string) => void): Promise<Row[]> {
  say(`${line.name}: getting ready`);
  const { ours, peers } = await line.open(ground);
  const onRound = (round: number) => say(`${line.name}: ${round === 0 ? "warming up" : `round ${round} of ${rounds}`}`);
  const options = { rounds, clock: () => performance.now(), onRound, signal };
  const [us, ...them] = await interleaved([ours, ...peers], options);
  if (!us) throw new Error(`${line.name} has nobody to measure`);
  return them.map((peer, at) => ({
    line: line.name,
    unit: line.unit,
    ours: figureOf(ours.name, us),
    peer: figureOf(peers[at]?.name ?? "", peer),
    ratio: ratioOf(us, peer),
    rounds,
  }));
}

try {
  await run();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
