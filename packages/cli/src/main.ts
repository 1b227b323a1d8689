// The program `taizhang`: each command is a process or a job. Standard output has the result and nothing else.
import { fileTrouble, keepToOurselves } from "@taizhang/process";
import { Command, InvalidArgumentError } from "commander";
import { ZodError } from "zod";
import { backup, restore } from "./backup.ts";
import { dataDirOption, environmentOf, readConfig, withSettings } from "./config.ts";
import { runEventStore } from "./embedded-store.ts";
import { readEnvFile } from "./env-file.ts";
import { asJson, asText, readFiles } from "./read-files.ts";
import { keepRunning } from "./running.ts";
import { sendNotice } from "./send-notices.ts";
import { serveApi, serveProjector } from "./serve.ts";
import { start } from "./start.ts";
import { developmentToken, tokenOfKnownUnit } from "./token.ts";

keepToOurselves();

const taizhang = new Command("taizhang").description("The standing ledger of a government office's task plans 台账.");

const repeated = (value: string, before: readonly string[] = []): string[] => [...before, value];
const hours = (value: string): number => {
  const given = Number(value);
  if (given > 0) return given;
  throw new InvalidArgumentError("expected a number of hours above 0");
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

taizhang
  .command("import")
  .description("read notices, and import each as the draft of a plan through a running API")
  .argument("<file...>", "text files, 10 MB at most each")
  .option("--region <code>", "the division code of the region the plans are for")
  .option("--dry-run", "only read the files; no ledger is needed")
  .option("--json", "print one JSON document instead of lines")
  .option("--api <url>", "the address of the API", "http://127.0.0.1:4000")
  .option("--token <token>", "a token of the region's office; a development token where it is left out")
  .action(importFiles);

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

interface ImportOptions {
  readonly region?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly api: string;
  readonly token?: string;
}

async function importFiles(files: string[], { region, dryRun, json, api, token }: ImportOptions): Promise<void> {
  const readings = await readFiles(files);
  const isReadable = readings.every(({ result }) => !("error" in result));
  if (dryRun || !isReadable) {
    process.stdout.write(`${json ? asJson(readings) : asText(readings)}\n`);
    if (!isReadable) process.exitCode = 1;
    return;
  }
  if (region === undefined)
    throw new Error("say with --region which region the plans are for, such as --region 420304");
  const { dataDir, tokenAudience } = readConfig(true);
  const bearer = token ?? (await developmentToken(dataDir, tokenAudience, { region, role: ["office"], hours: 1 }));
  for (const reading of readings) {
    const done = await sendNotice(reading, { api, token: bearer, regionId: region });
    const line = `${done.file}: ${done.isNew ? "imported" : "already there"} ${done.planId} ${done.title} (${done.taskCount})`;
    process.stdout.write(`${json ? JSON.stringify(done) : line}\n`);
  }
}

try {
  // Before the commands read their settings.
  readEnvFile(".env");
  await taizhang.parseAsync();
} catch (error) {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exit(1);
}

/** What went wrong, in one sentence or a line for each fault. */
function reasonOf(error: unknown): string {
  if (error instanceof ZodError)
    return error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("\n");
  return fileTrouble(error) ?? (error instanceof Error ? error.message : String(error));
}
