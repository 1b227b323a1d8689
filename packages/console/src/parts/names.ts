// What plans, tasks and units are called, by their ids 名称: asked for together by all lines that come into sight at the same time.
import { useQuery } from "@tanstack/react-query";
import type { Ask } from "../ask/ask.ts";
import { useConsole } from "../console.ts";
import { NamesOfThingsDocument, type NamesOfThingsQuery } from "../generated/operations.ts";

/** Something with its name. */
export type Named = NonNullable<NamesOfThingsQuery["nodes"][number]>;

const gatherMs = 30;
/** As many as one question takes. */
const mostIds = 100;

type Names = (id: string) => Promise<Named | null>;

const byAsk = new WeakMap<Ask, Names>();

/** Gathers ids for a moment, and asks for all of them at once. */
function namesBy(ask: Ask): Names {
  let gathered = new Map<string, Promise<Named | null>>();
  let coming: Promise<ReadonlyMap<string, Named>> | null = null;
  async function all(): Promise<ReadonlyMap<string, Named>> {
    await new Promise((done) => window.setTimeout(done, gatherMs));
    const ids = [...gathered.keys()];
    gathered = new Map();
    coming = null;
    const parts = Array.from({ length: Math.ceil(ids.length / mostIds) }, (_none, at) =>
      ids.slice(at * mostIds, (at + 1) * mostIds),
    );
    const answers = await Promise.all(parts.map((part) => ask(NamesOfThingsDocument, { ids: part })));
    return new Map(
      answers.flatMap(({ nodes }) => nodes.flatMap((node) => (node ? [[String(node.id), node] as const] : []))),
    );
  }
  return (id) => {
    coming ??= all();
    const name = gathered.get(id) ?? coming.then((names) => names.get(id) ?? null);
    gathered.set(id, name);
    return name;
  };
}

/** What has this id; undefined until it is known, null where there is nothing for this reader. */
export function useNamed(id: string | null | undefined): Named | null | undefined {
  const { ask } = useConsole();
  const names = byAsk.get(ask) ?? namesBy(ask);
  byAsk.set(ask, names);
  return useQuery({
    queryKey: ["name", id],
    queryFn: () => names(id ?? ""),
    enabled: id != null,
    staleTime: Number.POSITIVE_INFINITY,
    meta: { about: null },
  }).data;
}

/** Its name in words. */
export function nameOf(named: Named): string {
  if (named.__typename === "Plan") return named.planTitle;
  if (named.__typename === "Unit") return named.name;
  return named.__typename === "Task" ? `${named.row.no} ${named.row.text}` : "";
}
