// What an export of 10,000 rows takes, format by format: time, size, and the memory beyond what log and views hold. Needs
// `node --expose-gc --import tsx bench/exports.ts`; a number on the command line asks for another count of rows.

import { testLedger, testRegion } from "@taizhang/api/testing/region";
import { serve } from "@taizhang/api/testing/serving";

const rowCount = Number(process.argv[2] ?? 10_000);
const UNITS = ["县财政局", "县教育局", "县水利局", "县民政局", "县司法局"];
const WORK = "完善管理制度，明确责任分工，及时公开办理结果，接受社会监督，每季度汇总一次进展情况。";
/** How many units there are in turn: the first of them has a part in every task. */
const [everywhere = "", ...others] = UNITS;
/** How many bytes are taken between two looks at the memory: zipped ones are fewer. */
const lookEvery = { csv: 100_000, xlsx: 10_000, docx: 10_000 } as const;
type Format = keyof typeof lookEvery;

const { gc } = globalThis;
if (!gc) throw new Error("start it with node --expose-gc");

const mb = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MB`;

const ledger = testLedger("2031-03-01");
const region = testRegion(ledger, "990101");
const say = (words: string) => process.stderr.write(`${words}\n`);
say(`issuing a plan of ${rowCount} tasks`);
const rows = Array.from({ length: rowCount }, (_, at) => ({
  text: `推进第${at + 1}项工作，${WORK}`,
  due: `2031-${String(1 + (at % 12)).padStart(2, "0")}-28`,
  units: [[everywhere, "lead"] as const, [others[at % others.length] ?? "", "responsible"] as const],
}));
const { planId, taskIds } = await region.issue("2031年重点工作任务分解表", rows);
say("a report on each");
for (const taskId of taskIds) await region.report(everywhere, taskId, `已完成阶段工作，${WORK}`);
const serving = await serve({ ledger });

/** The memory that is in use, without what is waiting to be collected. */
function used(): number {
  gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

async function measured(name: string, path: string, format: Format): Promise<string[]> {
  const before = used();
  const began = performance.now();
  const answer = await serving.send(path, {}, region.office);
  if (!answer.ok || !answer.body) throw new Error(await answer.text());
  let [bytes, looked, most, peakRss, looking] = [0, 0, 0, 0, 0];
  const rssBefore = process.memoryUsage().rss;
  for await (const chunk of answer.body) {
    bytes += chunk.byteLength;
    peakRss = Math.max(peakRss, process.memoryUsage.rss() - rssBefore);
    if (bytes - looked < lookEvery[format]) continue;
    looked = bytes;
    const pause = performance.now();
    most = Math.max(most, used() - before);
    looking += performance.now() - pause;
  }
  const seconds = (performance.now() - began - looking) / 1000;
  return [name, `${seconds.toFixed(1)} s`, mb(bytes), mb(most), mb(peakRss)];
}

const table = [["export", "time", "size", "memory in use", "growth of the process"]];
const unitId = region.unitId(everywhere);
const wanted = [
  ["plan", `/export/plan/${planId}`],
  ["ledger", `/export/ledger/${unitId}`],
  ["queue", "/export/queue"],
  ["form", `/export/form/${planId}/${unitId}`],
] as const;
for (const [name, path] of wanted) {
  for (const format of ["csv", "xlsx", "docx"] as const)
    table.push(await measured(`${name}.${format}`, `${path}.${format}`, format));
}
table.push(await measured("ledger.csv of a past day", `/export/ledger/${unitId}.csv?asOf=2031-03-01`, "csv"));
await serving.close();

const widths = table[0]?.map((_, at) => Math.max(...table.map((row) => row[at]?.length ?? 0))) ?? [];
process.stdout.write(
  `${table.map((row) => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join("  ")).join("\n")}\n`,
);
