// The program `taizhang`: each command is a process or a job. Standard output has the result and nothing else.
import { most } from "@taizhang/domain";
import { inBoth, keepToOurselves } from "@taizhang/process";
import { Command, InvalidArgumentError, Option } from "commander";
import { archive } from "./archive.ts";
import { backup, restore } from "./backup.ts";
import { dataDirOption, environmentOf, readConfig, withSettings } from "./config.ts";
import { dayEnd } from "./day-end.ts";
import { withDestination } from "./destination.ts";
import { runEventStore } from "./embedded-store.ts";
import { readEnvFile } from "./env-file.ts";
import { exportForm, exportLedger, exportPlan, exportQueue } from "./export.ts";
import { importFiles } from "./import-files.ts";
import { loadRosterFile } from "./load-roster.ts";
import { lineRefused, reasonOf } from "./reason.ts";
import { rebuildModels } from "./rebuild.ts";
import { playPlan } from "./replay.ts";
import { languages } from "./replayed-lines.ts";
import { keepRunning } from "./running.ts";
import { serveApi, serveProjector } from "./serve.ts";
import { start } from "./start.ts";
import { tokenOfKnownUnit } from "./token.ts";
import { verify } from "./verify.ts";

keepToOurselves();

const taizhang = new Command("taizhang")
  .description("The standing ledger of a government office's task plans 台账.")
  .configureOutput({ outputError: (said, write) => write(lineRefused(said)) });

const repeated = (value: string, before: readonly string[] = []): string[] => [...before, value];
const hours = (value: string): number => {
  const given = Number(value);
  if (given > 0) return given;
  throw new InvalidArgumentError(inBoth({ zh: "应为大于 0 的小时数", en: "expected a number of hours above 0" }));
};

withSettings(
  taizhang
    .command("start")
    .description("everything on one machine: the embedded event store, the projector and the API")
    .option("--no-demo", "leave an empty ledger empty instead of playing the demonstration into it"),
).action(({ demo }: { demo: boolean }, command: Command) =>
  keepRunning(start(readConfig(true, environmentOf(command)), { demo })),
);

withSettings(
  taizhang
    .command("backup")
    .description(
      "copy the log and the notices received to a new directory, also while they are served, and verify the copy",
    )
    .requiredOption("--to <dir>", "a new or an empty directory"),
).action(async ({ to }: { to: string }, command: Command) => {
  process.stdout.write(await backup(readConfig(true, environmentOf(command)), to));
});

withSettings(
  taizhang
    .command("restore")
    .description("put a backup of the log and the notices into a data directory whose log is new, and verify it there")
    .requiredOption("--from <dir>", "what `taizhang backup` has written"),
).action(async ({ from }: { from: string }, command: Command) => {
  process.stdout.write(await restore(readConfig(true, environmentOf(command)), from));
});

taizhang
  .command("eventstore")
  .description("the embedded event store alone: serve --data DIR --port N, or verify, back up or restore its log")
  .argument("[verify|backup|restore]", "instead of serving: --data DIR, with --to DIR or --from DIR")
  .allowUnknownOption()
  .allowExcessArguments()
  .action((_what: unknown, _options: unknown, command: Command) => runEventStore(command.args));

withSettings(
  taizhang
    .command("projector")
    .description("the projector alone: read models and policies, between EVENTSTORE_URL and REDIS_URL"),
).action((_options: unknown, command: Command) =>
  keepRunning(serveProjector(readConfig(false, environmentOf(command)))),
);

withSettings(
  taizhang.command("api").description("the API alone, on EVENTSTORE_URL and REDIS_URL; as many as are wanted"),
).action((_options: unknown, command: Command) => keepRunning(serveApi(readConfig(false, environmentOf(command)))));

withSettings(
  taizhang
    .command("day-end")
    .description(
      "close a day of a region by hand: note what was due soon and what was overdue when it ended. The projector does so by " +
        "itself after every midnight in Beijing; doing it again notes nothing twice",
    )
    .requiredOption("--region <code>", "the division code of the region")
    .requiredOption("--day <day>", "a day that is over in Beijing, such as 2021-11-30"),
).action(async (wish, command: Command) => {
  process.stdout.write(await dayEnd(readConfig(true, environmentOf(command)), wish));
});

withSettings(
  taizhang
    .command("replay")
    .description(
      "play the history of a plan, from the log alone: what happened, who did it, and what was not as before, up to the end of a day",
    )
    .requiredOption("--plan <plan>", "its id, or its title")
    .option("--region <code>", "the division code of its region; needed only where plans of several have this title")
    .option("--to <day>", "the last day that is played, such as 2021-09-30; left out, all of it")
    .option("--step", "wait for a key after each event; only at a terminal")
    .addOption(new Option("--language <language>", "Chinese or English").choices(languages).default("zh")),
).action((wish, command: Command) => playPlan(readConfig(true, environmentOf(command)), wish));

withSettings(
  taizhang
    .command("rebuild")
    .description(
      "build read models anew from the log 重建, beside those that answer, and put them in their places once they have caught " +
        "up: all of them or none. Needs REDIS_URL, or else a ledger that is not running. Interrupted, it changes nothing and can be " +
        "started again",
    )
    .option("--model <name>", "only this read model; may be repeated", repeated)
    .option("--json", "print progress and result as JSON, one document a line"),
).action((wish, command: Command) => rebuildModels(readConfig(true, environmentOf(command)), wish));

withSettings(
  taizhang
    .command("archive")
    .description(
      "write everything that a region has to one file that an auditor can keep 档案: every event with its exact bytes, the " +
        "notices, the checkpoints of its proofs. Beside a ledger that runs, or without",
    )
    .requiredOption("--region <code>", "the division code of the region")
    .requiredOption("--out <file>", "where to write it; it has this name once all of it is there"),
).action(async (wish, command: Command) => {
  process.stdout.write(await archive(readConfig(true, environmentOf(command)), wish));
});

taizhang
  .command("verify")
  .description(
    "verify an archive against older checkpoints, without a ledger or a network 核验. Says that it is what was logged, or names " +
      "the first place that differs. Exit code: 0 as logged, 1 not, 2 it could not be verified",
  )
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .argument("<archive>", "a file that `taizhang archive` has written")
  .requiredOption("--checkpoint <file>", "a checkpoint that you hold, or a file of many; may be repeated", repeated)
  .option(
    "--key <key>",
    "the key that verifies checkpoints, as you were given it, name+id+key; may be repeated",
    repeated,
  )
  .option(
    "--witness <key>",
    "the key of a witness 见证, name+id+key, whose cosignatures are verified, and of whom is told what it has seen; may be repeated",
    repeated,
  )
  .action(async (path: string, wish: { checkpoint: string[]; key?: string[]; witness?: string[] }) => {
    process.exitCode = await verify(path, wish.checkpoint, wish.key ?? [], wish.witness ?? []);
  });

withDestination(
  taizhang
    .command("import")
    .description("read notices, import each as the draft of a plan through a running API, and say what to do next")
    .argument("<file...>", `html, docx, xlsx or text files, ${most.noticeMb} MB at most each`)
    .option("--region <code>", "the division code of the region the plans are for")
    .option(
      "--together",
      `read all files as one notice with its annexes, the notice first: ${most.noticeFiles} files and ${most.noticeMb} MB at most`,
    )
    .option("--dry-run", "only read the files; no ledger is needed")
    .option("--explain", "only show each line of the files with what became of it; no ledger is needed")
    .option("--json", "print one JSON document instead of lines")
    .option("--yes", "import also where the region's roster is empty, without asking"),
).action(importFiles);

const exporting = taizhang
  .command("export")
  .description("save what a running API exports, as xlsx, docx or csv: a plan, a ledger, the queue, a reporting form");

/** Gives an export the options that all of them have. */
const asFile = (command: Command): Command =>
  withDestination(
    command
      .requiredOption("--region <code>", "the division code of the region")
      .requiredOption("--out <file>", "where to save it")
      .option("--format <format>", "xlsx, docx or csv; left out, the ending of the file's name says it")
      .option("--as-of <moment>", "a day such as 2021-09-30, an instant, or a position of the log; left out, now"),
  );

asFile(
  exporting
    .command("plan")
    .description(
      "a plan's table as printed, and where each task stands 任务分解表; xlsx and docx can be imported again",
    )
    .argument("<plan>", "its id, or its title"),
).action(exportPlan);
asFile(
  exporting
    .command("ledger")
    .description("everything that a unit owes 单位工作台账")
    .argument("<unit>", "one of its names in the roster, or its id"),
).action(exportLedger);
asFile(
  exporting
    .command("queue")
    .description("what waits for a decision 待办清单")
    .option("--of <whom>", "office or lead; left out, that of whoever the token is of"),
).action(exportQueue);
asFile(
  exporting
    .command("form")
    .description("the reporting form of a unit for a plan 工作台账填报表, with blanks for the seal and who fills it in")
    .argument("<plan>", "its id, or its title")
    .argument("<unit>", "one of its names in the roster, or its id"),
).action(exportForm);

withDestination(
  taizhang
    .command("roster")
    .description("the units and groups of a region 单位名录")
    .command("load")
    .description(
      "load a roster file through a running API. What would change is shown first, and asked about on a terminal; " +
        "without a terminal, or with --yes, it is loaded",
    )
    .argument(
      "<file>",
      "JSON in the form of seeds/rosters, or a table with the columns name/名称, kind/类别 (unit/单位, list/列举组, " +
        "predicate/条件组), aliases/别名 and members/成员 (several with ； between), valid from/起始日, " +
        "and for units credit code/统一社会信用代码, ended on/撤并日期 and successor/承接单位; UTF-8 or GB18030",
    )
    .option("--region <code>", "the division code of the region; may be left out where the file says it")
    .option("--valid-from <day>", "the day from which holds what the file gives no day of its own; left out, today")
    .option("--dry-run", "only show what would change")
    .option("--yes", "do not ask"),
).action(loadRosterFile);

taizhang
  .command("token")
  .description("issue a development token, signed by the key in the data directory")
  .requiredOption("--region <code>", "the division code of the region")
  .option("--unit <name>", "one of the unit's names in the roster, or its id")
  .requiredOption("--role <role>", "office, unit, auditor, analyst, admin or developer; may be repeated", repeated)
  .option("--subject <id>", "the opaque id of the person; derived from the rest where it is left out")
  .option("--hours <n>", "how long it is good for", hours, 12)
  .addOption(dataDirOption)
  .action(async (wish, command: Command) => {
    process.stdout.write(`${await tokenOfKnownUnit(readConfig(true, environmentOf(command)), wish)}\n`);
  });

try {
  // Before the commands read their settings.
  readEnvFile(".env");
  await taizhang.parseAsync();
} catch (error) {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exit(1);
}
