// `npm run pictures`: a picture of every page of the console with the demonstration, wide and narrow, and of what is printed, into docs/console/.
import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Browser, Page } from "playwright-core";
import { startChromium } from "../support/chromium.ts";
import { freshDataDir, startTaizhang } from "../support/taizhang.ts";
import { allExamples, type Example, type Seen } from "./examples.ts";
import { jsonAt, textAt } from "./json-at.ts";
import { keeping } from "./kept-token.ts";
import { watchRest } from "./settled.ts";

const into = join(import.meta.dirname, "../../docs/console");
const mostBytes = 120 * 1024;

/** Who is pictured: 郧阳, and 韶关 for the form that it prints. */
const regionOf = ({ name }: Example) => (name === "print-form" ? "440200" : "420304");
/** The demonstration plays in 2021; what is judged by a day is pictured as of one in it. */
const ofDay = ["/ledger/", "/plans/$planId", "/deadlines", "/print/ledger/", "/print/plan/"];
const day = "on=2021-09-20";
const withDay = ({ path }: Example, address: string) =>
  ofDay.some((each) => path.startsWith(each)) ? `${address}${address.includes("?") ? "&" : "?"}${day}` : address;
const partOf = (role: string) => (role === "unit" ? "responsible" : role);

/** In pixels. */
const sizes = [
  { name: "wide", width: 1440, height: 900, scale: 1 },
  { name: "narrow", width: 390, height: 844, scale: 2 },
] as const;
/** What is printed: as much as a page of its paper holds within the margins of print.css, at 96 pixels to the inch. */
const printedOn = ({ name }: Example) =>
  name === "print-form"
    ? { name: "printed", ...inPixels(210 - 2 * 18, 297 - 2 * 20), scale: 2 }
    : { name: "printed", ...inPixels(420 - 2 * 15, 297 - 15 - 18), scale: 1 };
const inPixels = (width: number, height: number) => ({
  width: Math.round((width / 25.4) * 96),
  height: Math.round((height / 25.4) * 96),
});

interface Person {
  readonly part: string;
  readonly regionId: string;
  readonly subjectId: string;
  readonly unitId: string | null;
}

/** A demonstration that runs. */
class Demonstration {
  readonly address: string;
  readonly people: readonly Person[];
  readonly #tokens = new Map<string, string>();

  constructor(address: string, people: readonly Person[]) {
    this.address = address;
    this.people = people;
  }

  person(part: string, regionId: string): Person {
    const found = this.people.find((each) => each.part === part && each.regionId === regionId);
    if (!found) throw new Error(`the demonstration has no ${part} in ${regionId}`);
    return found;
  }

  async token({ subjectId }: Person): Promise<string> {
    const before = this.#tokens.get(subjectId);
    if (before !== undefined) return before;
    const { address } = this;
    const answer = await fetch(`${address}/development/token`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: address },
      body: JSON.stringify({ subjectId }),
    });
    const token = textAt(await answer.json(), "token");
    if (token === null) throw new Error(`the demonstration gives no token for ${subjectId}`);
    this.#tokens.set(subjectId, token);
    return token;
  }

  async ask(query: string, variables: object, as: Person): Promise<unknown> {
    const answer = await fetch(`${this.address}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${await this.token(as)}` },
      body: JSON.stringify({ query, variables }),
    });
    const said: unknown = await answer.json();
    if (jsonAt(said, "errors") !== undefined) throw new Error(JSON.stringify(said));
    return jsonAt(said, "data");
  }
}

async function demonstrationAt(address: string): Promise<Demonstration> {
  const listed = jsonAt(await (await fetch(`${address}/development/people`)).json(), "people");
  const people = (Array.isArray(listed) ? listed : []).map((each) => ({
    part: textAt(each, "part") ?? "",
    regionId: textAt(each, "regionId") ?? "",
    subjectId: textAt(each, "subjectId") ?? "",
    unitId: textAt(each, "unitId"),
  }));
  return new Demonstration(address, people);
}

/** What a region has to look at: the plan in which its unit has the task with the most reports. */
async function seenIn(demonstration: Demonstration, regionId: string): Promise<Seen> {
  const unit = demonstration.person("responsible", regionId);
  const office = demonstration.person("office", regionId);
  const asked = `query ($unitId: ID!) { unitLedger(unitId: $unitId, first: 100, standings: [OPEN, DONE]) {
    edges { node { taskId planId reportCount } } } }`;
  const edges = jsonAt(await demonstration.ask(asked, { unitId: unit.unitId }, unit), "unitLedger", "edges");
  const lines = (Array.isArray(edges) ? edges : [])
    .map((edge) => jsonAt(edge, "node"))
    .filter((node) => textAt(node, "taskId") !== null)
    .sort((a, b) => Number(jsonAt(b, "reportCount")) - Number(jsonAt(a, "reportCount")));
  const [best] = lines;
  return {
    planId: textAt(best, "planId") ?? "",
    taskId: textAt(best, "taskId") ?? "",
    unitId: unit.unitId ?? "",
    draftId: await draftOf(demonstration, office),
  };
}

/** A draft of the office, imported where there is none. */
async function draftOf(demonstration: Demonstration, office: Person): Promise<string> {
  const asked = "query ($at: Position) { plans(status: DRAFT, first: 1, atLeast: $at) { edges { node { id } } } }";
  const first = async (at: string | null) => {
    const edges = jsonAt(await demonstration.ask(asked, { at }, office), "plans", "edges");
    return Array.isArray(edges) ? textAt(edges[0], "node", "id") : null;
  };
  const before = await first(null);
  if (before !== null) return before;
  const name = "wushan-2021.txt";
  const bytes = await readFile(join(import.meta.dirname, "../../seeds/notices", name));
  const body = new FormData();
  body.append("file", new File([bytes], name), name);
  const headers = { authorization: `Bearer ${await demonstration.token(office)}` };
  const said: unknown = await (
    await fetch(`${demonstration.address}/import`, { method: "POST", headers, body })
  ).json();
  const input = { commandId: "pictures", regionId: office.regionId, sourceSha256: textAt(said, "sourceSha256") };
  const done = await demonstration.ask(
    "mutation ($input: ImportPlanInput!) { importPlan(input: $input) { receipt { position } } }",
    { input },
    office,
  );
  return (await first(textAt(done, "importPlan", "receipt", "position"))) ?? "";
}

/** A picture of what the window shows, as WebP small enough to be kept; answers its file name. */
async function take(page: Page, name: string): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const file = `${name}.webp`;
  for (const quality of [80, 60, 40, 20]) {
    const { data } = await session.send("Page.captureScreenshot", { format: "webp", quality });
    const bytes = Buffer.from(data, "base64");
    if (bytes.length > mostBytes && quality > 20) continue;
    await writeFile(join(into, file), bytes);
    break;
  }
  await session.detach();
  return file;
}

/** The pictures of a page; answers their file names. */
async function picture(
  browser: Browser,
  demonstration: Demonstration,
  example: Example,
  seen: Seen,
): Promise<string[]> {
  const token = await demonstration.token(demonstration.person(partOf(example.as), regionOf(example)));
  const files: string[] = [];
  const isPrinted = example.path.startsWith("/print/");
  for (const { name, width, height, scale } of [...sizes, ...(isPrinted ? [printedOn(example)] : [])]) {
    const context = await browser.newContext({
      ...{ locale: "zh-CN", viewport: { width, height }, deviceScaleFactor: scale, reducedMotion: "reduce" as const },
    });
    await context.addInitScript({ content: keeping(token) });
    const page = await context.newPage();
    const rest = watchRest(page);
    await page.goto(`${demonstration.address}${withDay(example, example.address(seen))}`);
    await rest();
    // What comes by the feed is there when it says so.
    await page.locator(".feed-reading").waitFor({ state: "detached" });
    if (name === "printed") await page.emulateMedia({ media: "print" });
    files.push(await take(page, `${example.name.replaceAll("/", "-")}-${name}`));
    await context.close();
  }
  return files;
}

/** The page that shows all pictures. */
function indexOf(pictures: readonly { readonly example: Example; readonly files: readonly string[] }[]): string {
  const parts = pictures.map(({ example: { title, path }, files }) =>
    [
      `## ${title.zh} ${title.en}`,
      `\`/console${path}\``,
      ...files.map((file) => `![${title.zh} ${file}](${file})`),
    ].join("\n\n"),
  );
  const head =
    "# The console in pictures 控制台\n\nEvery page with the demonstration, written by `npm run pictures`: at 1440 pixels and at 390, and what is printed.";
  return `${[head, ...parts].join("\n\n")}\n`;
}

const { values } = parseArgs({ options: { address: { type: "string" }, only: { type: "string" } } });
const { dataDir, remove } = await freshDataDir();
const running = values.address === undefined ? await startTaizhang(dataDir) : null;
const browser = await startChromium();
try {
  await mkdir(into, { recursive: true });
  const demonstration = await demonstrationAt(values.address ?? running?.address ?? "");
  const seen = new Map<string, Seen>();
  const pictures: { example: Example; files: string[] }[] = [];
  for (const example of await allExamples()) {
    const regionId = regionOf(example);
    const known = seen.get(regionId) ?? (await seenIn(demonstration, regionId));
    seen.set(regionId, known);
    if (values.only !== undefined && values.only !== example.name) continue;
    process.stderr.write(`${example.path}\n`);
    pictures.push({ example, files: await picture(browser, demonstration, example, known) });
  }
  if (values.only === undefined) {
    const kept = new Set(pictures.flatMap(({ files }) => files));
    for (const file of await readdir(into)) if (file.endsWith(".webp") && !kept.has(file)) await rm(join(into, file));
    await writeFile(join(into, "README.md"), indexOf(pictures));
  }
  for (const { files } of pictures)
    for (const file of files)
      process.stdout.write(`${file} ${Math.round((await stat(join(into, file))).size / 1024)} KB\n`);
} finally {
  await browser.close();
  await running?.stop();
  await remove();
}
