// An address of every page of the console, for whatever looks at all of them: tests of all pages, and the pictures.
import { readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

/** The most entries that a page of the API has. */
export const mostEntries = 100;

/** What there is to look at: a plan that is issued with a unit's task in it, and a draft. */
export interface Seen {
  readonly planId: string;
  readonly draftId: string;
  readonly taskId: string;
  readonly unitId: string;
}

/** A page with an address of it. */
export interface Example {
  /** The folder of the page, below the sources of the console; such as `audit/as-of`. */
  readonly name: string;
  readonly path: string;
  readonly title: { readonly zh: string; readonly en: string };
  /** Who looks at it: a role of the schema in small letters. */
  readonly as: string;
  readonly address: (seen: Seen) => string;
}

interface Shown {
  readonly as?: string;
  /** The address below /console. */
  readonly address?: (seen: Seen) => string;
}

/**
 * What cannot be told of the path of a page: who looks at it where that is not the first of its roles, and its address where that
 * is not made of `$planId`, `$taskId` and `$unitId` alone, or would show nothing but what there is to choose.
 */
const exceptions: Readonly<Record<string, Shown>> = {
  "/audit/as-of": { address: () => "/audit/as-of?at=2021-09-20" },
  "/audit/compare": { address: ({ planId }) => `/audit/compare?plan=${planId}&from=2021-03-01&to=2021-09-20` },
  "/audit/proofs": { address: ({ planId }) => `/audit/proofs?plan=${planId}` },
  "/audit/replay": { address: ({ planId }) => `/audit/replay?plan=${planId}` },
  "/changes": { address: ({ planId }) => `/changes?plan=${planId}` },
  "/import/$planId": { address: ({ draftId }) => `/import/${draftId}` },
  "/print/plan/$planId": { as: "office" },
};

const sources = join(import.meta.dirname, "../../packages/console/src");

/** Every page that has a `page.ts`, with an example. Throws where one has none, and where an example is of no page. */
export async function allExamples(): Promise<readonly Example[]> {
  const found: Example[] = [];
  for (const name of pageFolders()) {
    const { page } = await import(/* @vite-ignore */ pathToFileURL(join(sources, name, "page.ts")).href);
    found.push(exampleOf(name, page));
  }
  const left = Object.keys(exceptions).filter((path) => found.every((example) => example.path !== path));
  if (left.length > 0)
    throw new Error(`test/console/examples.ts speaks of ${left.join(", ")}, and there is no such page`);
  return found;
}

/** The folders that hold a `page.ts`, at any depth, as `routes.tsx` finds them: the one of the sources themselves is no page. */
function pageFolders(): readonly string[] {
  const files = readdirSync(sources, { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => basename(file) === "page.ts" && dirname(file) !== ".")
    .map(dirname)
    .sort();
}

interface FoundPage {
  readonly path: string;
  readonly title: Example["title"];
  readonly roles: readonly string[];
}

/** The example of a page. */
export function exampleOf(name: string, { path, title, roles }: FoundPage): Example {
  const { as, address } = exceptions[path] ?? {};
  const filled = (seen: Seen) =>
    path.replaceAll(/\$(\w+)/g, (_whole, part: string) => {
      const id = Object.entries(seen).find(([field]) => field === part)?.[1];
      if (id !== undefined) return encodeURIComponent(id);
      throw new Error(
        `the page ${path} (${name}/page.ts) has no example address: give it one in test/console/examples.ts`,
      );
    });
  const looker = as ?? roles[0]?.toLowerCase();
  if (looker === undefined) throw new Error(`the page ${path} is for nobody`);
  return { name, path, title, as: looker, address: (seen) => `/console${(address ?? filled)(seen)}` };
}
