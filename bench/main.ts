// `npm run bench`: what we do in a second, compared with what peers do in the same run. Standard output is the result.
import { parseArgs } from "node:util";
import { figureOf, ratioOf } from "./figures.ts";
import { type Ground, openGround } from "./ground.ts";
import type { Line, Rounds } from "./line.ts";
import { linesNamed } from "./lines/index.ts";
import { described, machineNow, warningsAbout } from "./machine.ts";
import { markdownOf } from "./markdown.ts";
import { interleaved } from "./rounds.ts";
import type { Row } from "./row.ts";
import { tableOf } from "./table.ts";

const rounds = 5;
const mostWarmUps = 20;

const legend = `The median of ${rounds} rounds in which the sides took turns; p50 and p99 over all of them. Before them each side warmed up until
two of its rounds agreed within 3 %, ${mostWarmUps} rounds at most. The ratio is ours to the peer's, round by round: of rates in per cent,
where 100 % is as fast; of the middle durations in multiples.`;

/** How the result is printed. */
type Form = "text" | "json" | "markdown";

function asked() {
  const { values } = parseArgs({
    options: {
      only: { type: "string", multiple: true, default: [] },
      long: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      markdown: { type: "boolean", default: false },
    },
  });
  const form: Form = values.json ? "json" : values.markdown ? "markdown" : "text";
  return { lines: linesNamed(values.only, values.long), form };
}

const say = (words: string) => process.stderr.write(`${words}\n`);

async function run(): Promise<void> {
  const { lines, form } = asked();
  const calledOff = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => calledOff.abort(new Error("called off; what was started is being stopped")));

  const before = machineNow();
  const warnings = warningsAbout(before);
  for (const words of [described(before), ...warnings.map(warned)]) say(words);
  const ground = openGround();
  const rows: Row[] = [];
  try {
    for (const line of lines) {
      calledOff.signal.throwIfAborted();
      say(`${line.name}: getting ready`);
      const made = await measured(line, ground, calledOff.signal);
      rows.push(...made.rows);
      warnings.push(...made.warnings);
    }
  } catch (error) {
    // Hours may lie behind what was measured before.
    warnings.push(`this is not all: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  } finally {
    await ground.close();
  }
  const after = machineNow();
  const about = [described(before), described(after), ...warnings.map(warned)].join("\n");
  const forms = {
    text: () => [about, tableOf(rows), legend].join("\n\n"),
    json: () => JSON.stringify({ before, after, warnings, rows }, null, 2),
    markdown: () => [`\`\`\`\n${about}\n\`\`\``, markdownOf(rows), legend].join("\n\n"),
  };
  process.stdout.write(`${forms[form]()}\n`);
}

const warned = (warning: string) => `⚠ ${warning}`;

/** The rows of a line, and why to trust them less. */
interface Made {
  readonly rows: readonly Row[];
  readonly warnings: readonly string[];
}

async function measured(line: Line, ground: Ground, signal: AbortSignal): Promise<Made> {
  if ("open" in line) return contested(line, ground, signal);
  const found = await line.make(ground, (words) => say(`${line.name}: ${words}`));
  return { rows: found.map((finding) => ({ line: line.name, ...finding })), warnings: [] };
}

async function contested(line: Rounds, ground: Ground, signal: AbortSignal): Promise<Made> {
  const { ours, peers, beside } = await line.open(ground);
  const onRound = (round: number, isWarmUp: boolean) =>
    say(`${line.name}: ${isWarmUp ? `warming up, round ${round}` : `round ${round} of ${rounds}`}`);
  const options = { rounds, mostWarmUps, clock: () => performance.now(), onRound, signal };
  const { measured, restless } = await interleaved([ours, ...peers], options);
  const [us, ...them] = measured;
  if (!us) throw new Error(`${line.name} has nobody to measure`);
  const compared = peers.flatMap((peer, at): Row[] => {
    const theirs = them[at];
    if (!theirs) return [];
    const { name, by = "rate", wanted = null } = peer;
    const figures = { ours: figureOf(ours.name, us), peer: figureOf(name, theirs) };
    return [{ line: line.name, unit: line.unit, ...figures, by, ratio: ratioOf(us, theirs, by), wanted }];
  });
  const found = (await beside?.()) ?? [];
  const unsteady = `${line.name}: no two rounds of ${restless.join(", ")} agreed within 3 % in ${mostWarmUps} to warm up`;
  return {
    rows: [...compared, ...found.map((finding) => ({ line: line.name, ...finding }))],
    warnings: restless.length > 0 ? [unsteady] : [],
  };
}

try {
  await run();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
