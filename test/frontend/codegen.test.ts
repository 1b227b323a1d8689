// A front end of eleven pages: its types are generated without a network and compile strictly, and its largest pages pass the guard.
import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { clientScalars, printedSchema } from "@taizhang/api";
import { testLedger, testRegion } from "@taizhang/api/testing/region";
import { type Serving, serve } from "@taizhang/api/testing/serving";
import { uuid } from "@taizhang/api/testing/uuid";
import { type DocumentNode, Kind, type OperationDefinitionNode, parse, print, visit } from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ClientDocument, clientCode } from "../support/client-code.ts";

const require = createRequire(import.meta.url);
const schema = parse(printedSchema());

const documents: ClientDocument[] = [];
for (const location of (await readdir(import.meta.dirname)).filter((name) => name.endsWith(".graphql"))) {
  const rawSDL = await readFile(join(import.meta.dirname, location), "utf8");
  documents.push({ location, rawSDL, document: parse(rawSDL) });
}

const everything: DocumentNode = {
  kind: Kind.DOCUMENT,
  definitions: documents.flatMap(({ document }) => document.definitions),
};
const operations = everything.definitions.filter(
  (each): each is OperationDefinitionNode => each.kind === Kind.OPERATION_DEFINITION,
);

describe("the code generated for a front end", () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "client-code-"));
  });
  afterAll(() => rm(directory, { recursive: true }));

  /** What the compiler says of a page that uses the generated code. */
  async function compiled(page: string): Promise<string> {
    for (const [name, text] of await clientCode(schema, documents, clientScalars())) {
      await writeFile(join(directory, name), text);
    }
    await writeFile(join(directory, "page.ts"), page);
    const options = {
      extends: require.resolve("../../tsconfig.base.json"),
      compilerOptions: {
        ...{ composite: false, incremental: false, declaration: false, emitDeclarationOnly: false, noEmit: true },
        ...{ module: "esnext", moduleResolution: "bundler", types: [], lib: ["ES2023", "DOM"], skipLibCheck: false },
        ...{ noUnusedLocals: false },
        paths: {
          "@graphql-typed-document-node/core": [
            dirname(require.resolve("@graphql-typed-document-node/core/package.json")),
          ],
        },
      },
      include: ["*.ts"],
    };
    await writeFile(join(directory, "tsconfig.json"), JSON.stringify(options));
    const compiler = join(dirname(require.resolve("typescript/package.json")), "bin", "tsc");
    return promisify(execFile)(process.execPath, [compiler, "-p", directory]).then(
      ({ stdout }) => stdout,
      ({ stdout }) => String(stdout),
    );
  }

  const page = `
    import type { DraftQuery, LedgerQuery, LedgerQueryVariables, ReportMutation, ChangesSubscription } from "./graphql.ts";
    import { LedgerDocument } from "./graphql.ts";
    type Line = NonNullable<LedgerQuery["unitLedger"]>["edges"][number]["node"];
    export const asked: [string, LedgerQueryVariables] = [LedgerDocument.toString(), { unitId: "1", first: 20 }];
    export const due = (line: Line): string | null => line.dueOn;
    export const since = (answer: ReportMutation): string | null => answer.reportProgress.receipt?.position ?? null;
    export const sentences = (draft: DraftQuery): string[] => draft.plan?.warnings.map(({ sentence }) => sentence.zh) ?? [];
    export const data = ({ changes }: ChangesSubscription): unknown => changes.__typename === "Change" ? changes.data : null;
  `;

  test("compiles strictly, with days, instants and positions as text", async () => {
    expect(await compiled(page)).toBe("");
  });

  test("tells a page that takes a day for a number, or a field that may be missing for one that is there", async () => {
    const wrong = await compiled(`${page}
      export const number = (line: Line): number | null => line.dueOn;
      export const text = (draft: DraftQuery): string => draft.plan.title;
    `);
    expect(wrong.match(/page\.ts\(\d+,\d+\): error TS\d+/g)).toHaveLength(2);
  });
});

describe("the largest page of each operation passes the limits", () => {
  const region = testRegion(testLedger());
  let serving: Serving;
  beforeAll(async () => {
    serving = await serve();
  });
  afterAll(() => serving.close());

  const largest = { first: 100, from: 1, to: 500, row: 1 };
  const evidence = [{ title: "公告", path: ["首页"] }];
  const report = {
    taskId: uuid(1),
    unitId: uuid(2),
    commandId: "1",
    reportedOn: "2021-03-01",
    progress: "已办",
    evidence,
  };
  const given: Readonly<Record<string, unknown>> = {
    ...largest,
    id: uuid(1),
    unitId: uuid(2),
    planId: uuid(1),
    taskId: uuid(1),
    input: report,
    text: "政务公开",
  };

  const asked = operations.filter(({ operation }) => operation !== "subscription");
  test.each(asked.map((each) => [each.name?.value, each] as const))("%s", async (_name, operation) => {
    const variables = Object.fromEntries(
      (operation.variableDefinitions ?? [])
        .map(({ variable }) => [variable.name.value, given[variable.name.value]] as const)
        .filter(([, value]) => value !== undefined),
    );
    const bearer = operation.operation === "query" ? region.bearer("office") : region.bearer("unit", "区财政局");
    const { data, errors } = await serving.ask(alone(operation), variables, bearer);
    expect(errors).toBeUndefined();
    expect(data).toEqual(expect.any(Object));
  });
});

/** The text of an operation with the fragments it needs. */
function alone(operation: OperationDefinitionNode): string {
  const needed = new Set<string>();
  const walk = (node: OperationDefinitionNode | DocumentNode["definitions"][number]) =>
    visit(node, {
      FragmentSpread({ name: { value } }) {
        if (needed.has(value)) return;
        needed.add(value);
        for (const each of everything.definitions) {
          if (each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === value) walk(each);
        }
      },
    });
  walk(operation);
  const fragments = everything.definitions.filter(
    (each) => each.kind === Kind.FRAGMENT_DEFINITION && needed.has(each.name.value),
  );
  return [operation, ...fragments].map(print).join("\n");
}
