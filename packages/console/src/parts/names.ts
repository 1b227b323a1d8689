// What plans, tasks and units are called, by their ids 名称: asked for together by all lines that come into sight at the same time.
import { queryOptions, useQueries, useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import type { Ask } from "../ask/ask.ts";
import { inPortions } from "../ask/portions.ts";
import { useConsole } from "../console.ts";
import { type NameOfThingFragment, NamesOfThingsDocument } from "../generated/operations.ts";
import { taskNo } from "./task-no.ts";

/** Something with its name. */
export type Named = NameOfThingFragment;

const gatherMs = 30;

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
    const answers = await Promise.all(inPortions(ids).map((part) => ask(NamesOfThingsDocument, { ids: [...part] })));
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

function nameQuery(ask: Ask, id: string) {
  const names = byAsk.get(ask) ?? namesBy(ask);
  byAsk.set(ask, names);
  return queryOptions({
    queryKey: ["name", id],
    queryFn: () => names(id),
    staleTime: Number.POSITIVE_INFINITY,
    meta: { about: null },
  });
}

/** What has this id; undefined until it is known, null where there is nothing for this reader. */
export function useNamed(id: string | null | undefined): Named | null | undefined {
  return useQuery({ ...nameQuery(useConsole().ask, id ?? ""), enabled: id != null }).data;
}

/** The names of these ids, as far as they are known. */
export function useNames(ids: readonly string[]): (id: string) => string | undefined {
  const { ask } = useConsole();
  const found = useQueries({ queries: ids.map((id) => nameQuery(ask, id)) });
  const names = new Map(ids.map((id, at) => [id, found[at]?.data] as const));
  return (id) => {
    const named = names.get(id);
    return named == null ? undefined : nameOf(named) || undefined;
  };
}

/** Asks at once for the names of the first of these that one question takes, and not anew as lines come into sight. */
export function useNamesAhead(ids: readonly string[]): void {
  const { ask, questions } = useConsole();
  const wanted = (inPortions([...new Set(ids)])[0] ?? []).join(" ");
  useEffect(() => {
    for (const id of wanted.split(" ")) if (id) void questions.prefetchQuery(nameQuery(ask, id));
  }, [ask, questions, wanted]);
}

/** Its name in words. */
export function nameOf(named: Named): string {
  if (named.__typename === "Plan") return named.planTitle;
  if (named.__typename === "Unit") return named.name;
  return named.__typename === "Task" ? `${taskNo(named.row)} ${named.row.text}` : "";
}
