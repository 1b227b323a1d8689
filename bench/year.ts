// `node --import tsx bench/year.ts` prints the tables of docs/scale.md. `--measure` first measures what they are made of, which
// takes minutes, and keeps it in bench/year/measured.json. `--plans 30` and its siblings put other numbers in.
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { openGround } from "./ground.ts";
import { type Assumed, assumed } from "./year/arithmetic.ts";
import { measure } from "./year/measure.ts";
import { measuredFile, readMeasured } from "./year/measured.ts";
import { boundsTable, measuredTable, yearTable } from "./year/table.ts";

const numbers = Object.keys(assumed);

const { values } = parseArgs({
  options: {
    measure: { type: "boolean", default: false },
    ...Object.fromEntries(numbers.map((name) => [name, { type: "string" as const }])),
  },
});

/** What is assumed, with the numbers that were given. */
function given(): Assumed {
  const said = Object.entries(values).flatMap(([name, text]) => {
    if (typeof text !== "string") return [];
    const number = Number(text);
    if (!(number > 0)) throw new Error(`--${name} must be a number above 0, and is ${text}`);
    return [[name, number] as const];
  });
  return { ...assumed, ...Object.fromEntries(said) };
}

const by = given();
if (values.measure) {
  const ground = openGround();
  try {
    const found = await measure(ground, (words) => process.stderr.write(`${words}\n`));
    writeFileSync(measuredFile, `${JSON.stringify(found, null, 2)}\n`);
  } finally {
    await ground.close();
  }
}
const measured = readMeasured();
process.stdout.write(`${[measuredTable(measured), yearTable(measured, by), boundsTable(measured, by)].join("\n\n")}\n`);
