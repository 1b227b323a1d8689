// What tasks are called 任务名称, where only their ids are known.
import { useQuery } from "@tanstack/react-query";
import { inPortions } from "../ask/portions.ts";
import { useConsole } from "../console.ts";
import { TasksNamedDocument } from "../generated/operations.ts";

/** The words of tasks by their ids; those that are not there, or not known yet, are left out. */
export function useTaskNames(ids: readonly string[]): ReadonlyMap<string, string> {
  const { ask } = useConsole();
  const wanted = [...new Set(ids)].sort();
  const { data } = useQuery({
    queryKey: ["tasks named", wanted],
    queryFn: async ({ signal }) => {
      const names = new Map<string, string>();
      for (const ids of inPortions(wanted)) {
        const { nodes } = await ask(TasksNamedDocument, { ids: [...ids] }, signal);
        for (const node of nodes) if (node && "current" in node) names.set(String(node.id), node.current.text);
      }
      return names;
    },
    placeholderData: (before) => before,
    enabled: wanted.length > 0,
  });
  return data ?? new Map();
}
