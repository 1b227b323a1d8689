// `taizhang import`: reads notices, imports each as the draft of a plan, and says what to do next.

import { inBoth } from "@taizhang/process";
import type { Command } from "commander";
import type { Destination } from "./ask-api.ts";
import { confirmed } from "./ask-person.ts";
import { destinationOf } from "./destination.ts";
import { explainedAsJson, explainedAsText } from "./explain.ts";
import { knownNames } from "./known-names.ts";
import { nextSteps } from "./next-steps.ts";
import { asJson, asText, readFiles } from "./read-files.ts";
import { sendNotice } from "./send-notices.ts";

/** What is asked for on the command line. */
export interface ImportWish {
  readonly region?: string;
  readonly dryRun?: boolean;
  /** All files are one notice with its annexes, and one plan. */
  readonly together?: boolean;
  /** Only show what became of each line. */
  readonly explain?: boolean;
  readonly json?: boolean;
  readonly yes?: boolean;
}

const notShown =
  "草稿已存，暂不能显示；稍后再执行一次同样的命令 the draft is stored and cannot be shown yet: give the same command again shortly";

/** Carries out the command. The result goes to standard output, what to do next to standard error. */
export async function importFiles(files: readonly string[], wish: ImportWish, command: Command): Promise<void> {
  const { region, dryRun, explain, json } = wish;
  const readings = await readFiles(files, wish);
  const isReadable = readings.every(({ result }) => !("error" in result));
  if (dryRun || explain || !isReadable) {
    const [inJson, inText] = explain ? [explainedAsJson, explainedAsText] : [asJson, asText];
    process.stdout.write(`${json ? inJson(readings) : inText(readings)}\n`);
    if (!isReadable) process.exitCode = 1;
    return;
  }
  if (region === undefined)
    throw new Error(
      inBoth({
        zh: "请用 --region 说明计划属于哪个行政区划，如 --region 420304",
        en: "say with --region which region the plans are for, such as --region 420304",
      }),
    );
  const destination = await destinationOf(command, region);
  const names = await knownNames(destination, region);
  if (names.length === 0) await requireWanted(region, wish, destination);
  for (const reading of readings) {
    const { file, plan, isNew } = await sendNotice(reading, destination, region);
    const { id: planId = null, title = null, taskCount = null } = plan ?? {};
    const line = `${file}: ${isNew ? "已导入 imported" : "已经导入过 already there"} ${planId} ${title} (${taskCount})`;
    process.stdout.write(`${json ? JSON.stringify({ file, planId, title, taskCount, isNew }) : line}\n`);
    const steps = plan === null ? [notShown] : nextSteps({ plan, regionId: region, names });
    process.stderr.write(steps.map((step) => `${step}\n`).join(""));
  }
}

/** Throws unless somebody says that a region of which nothing is known is meant. */
async function requireWanted(region: string, { yes }: ImportWish, { api }: Destination): Promise<void> {
  const zh = `行政区划${region}的名录是空的（${api}）：代码有误，或尚未载入名录。`;
  const en = `The roster of region ${region} at ${api} is empty: the code is wrong, or its roster is not loaded yet.`;
  if (yes) return;
  const wanted = await confirmed(`${inBoth({ zh, en })}\n仍要导入吗 Import anyway?`);
  if (wanted === true) return;
  if (wanted === false) throw new Error(inBoth({ zh: "未导入任何内容", en: "nothing was imported" }));
  const load = `\`taizhang roster load FILE --region ${region}\``;
  throw new Error(
    inBoth({
      zh: `${zh}请更正代码，或用 ${load} 载入名录，或加 --yes 仍然导入。`,
      en: `${en} Correct the code, load it with ${load}, or import anyway with --yes.`,
    }),
  );
}
