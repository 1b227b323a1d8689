// Writes the generated files; with `--check` it only names those that are stale, and fails if there are any.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { asyncApiDocument, frontEndPage, printedSchema } from "@taizhang/api";
import { settings } from "@taizhang/cli";
import { exampleOf } from "@taizhang/process";
import { actionsPage } from "./actions.ts";
import { consolePages } from "./console.ts";
import { eventsPage } from "./events.ts";
import { goldenSamples } from "./golden.ts";
import { rejectionsPage } from "./rejections.ts";

const isCheck = process.argv.includes("--check");
const root = fileURLToPath(new URL("../../", import.meta.url));

const stale: string[] = [];

function write(file: string, text: string): void {
  stale.push(file);
  if (isCheck) return;
  mkdirSync(dirname(`${root}${file}`), { recursive: true });
  writeFileSync(`${root}${file}`, text);
}

// A golden sample is what was once stored: it is written when it is missing, and never changed.
for (const [file, text] of goldenSamples()) {
  if (!existsSync(`${root}${file}`)) write(file, text);
}

// The pages come afterwards, because they show the samples.
const pages: Readonly<Record<string, string>> = {
  "docs/actions.md": actionsPage(),
  "docs/asyncapi.json": asyncApiDocument(),
  "docs/events.md": eventsPage(),
  "docs/front-end.md": frontEndPage(),
  "docs/rejections.md": rejectionsPage(),
  "docs/schema.graphql": printedSchema(),
  ".env.example": exampleOf(settings),
  ...(await consolePages(root)),
};
for (const [file, text] of Object.entries(pages)) {
  const isThere = existsSync(`${root}${file}`) && readFileSync(`${root}${file}`, "utf8") === text;
  if (!isThere) write(file, text);
}
if (stale.length > 0) {
  process.stdout.write(`${isCheck ? "stale" : "written"}: ${stale.join(", ")}\n`);
  if (isCheck) {
    process.stderr.write("Generated files are stale: run `npm run gen` and commit what it writes.\n");
    process.exit(1);
  }
}
