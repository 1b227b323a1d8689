// What can be done about a name that the roster does not know: each a command of the roster, from one day on, and one at a time.
import { useState } from "react";
import type { Command } from "../act/acting.ts";
import { commandId } from "../act/command-id.ts";
import { type Expected, isUnderWay } from "../act/overlay.ts";
import { offline } from "../ask/failure.ts";
import { useConsole } from "../console.ts";
import {
  AddNamedAliasDocument,
  DefineNamedGroupDocument,
  RegisterNamedUnitDocument,
  UnitOrGroupDocument,
} from "../generated/operations.ts";
import { useMe } from "../me.ts";
import { useStore } from "../store.ts";
import { useTexts } from "../texts/catalogue.ts";
import { nameKey } from "./plan-on-page.ts";
import { workbenchTexts } from "./texts.ts";
import type { Chosen } from "./unit-search.tsx";

/** How long the kind of a unit is waited for, before its name is sent; not counted is how long she takes to sign in anew. */
const kindMs = 15_000;

export function useNaming(planId: string, validFrom: string) {
  const texts = useTexts(workbenchTexts);
  const { acting, ask, session } = useConsole();
  const { regionId } = useMe();
  const overlay = useStore(acting.overlay);
  // What is pressed is not sent at once: the kind of a unit is asked for first.
  const [pressed, setPressed] = useState<ReadonlySet<string>>(new Set());
  async function pressing<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    setPressed((now) => new Set([...now, name]));
    try {
      return await work();
    } finally {
      setPressed((now) => new Set([...now].filter((other) => other !== name)));
    }
  }
  const act = <Input extends { commandId: string }>(
    document: Command<Input>["document"],
    input: Input,
    name: string,
    title: string,
  ): Promise<Expected["outcome"]> => acting.act({ document, input, of: nameKey(planId, name), title });
  const registering = (name: string) => ({
    document: RegisterNamedUnitDocument,
    input: { commandId: commandId(), regionId, name, validFrom },
    of: nameKey(planId, name),
    title: texts.registerOf(name),
  });
  return {
    /** Whether something is done about a name already, and is not in the plan yet: nothing else is pressed for it. */
    isUnderWay: (name: string) => pressed.has(name) || isUnderWay(overlay, nameKey(planId, name)),
    /** Whether something is pressed for a name, and nothing of it sent yet. */
    isHeld: (name: string) => pressed.has(name) && !isUnderWay(overlay, nameKey(planId, name)),
    register: (name: string) => acting.act(registering(name)),
    /** Registers several; answers what came of each, in their order. */
    registerAll: (names: readonly string[]) => acting.actAll(names.map(registering)),
    alias: (name: string, { id, name: of }: Chosen) =>
      pressing(name, async () => {
        const { unit } = await within(kindMs, session.tokenOfNow(), (signal, tokenOf) =>
          ask(UnitOrGroupDocument, { id }, signal, tokenOf),
        );
        const whose = unit?.kind === "LIST" || unit?.kind === "PREDICATE" ? { groupId: id } : { unitId: id };
        const input = { commandId: commandId(), regionId, alias: name, validFrom, ...whose };
        return act(AddNamedAliasDocument, input, name, texts.aliasOf(of));
      }),
    group: (name: string) =>
      act(
        DefineNamedGroupDocument,
        { commandId: commandId(), regionId, name, kind: "PREDICATE", validFrom },
        name,
        texts.group,
      ),
  };
}

/** Does the work, as long as it may take since it last had a token; what takes longer is given up, as where the server is away. */
async function within<Result>(
  ms: number,
  tokenOf: () => Promise<string>,
  work: (signal: AbortSignal, tokenOf: () => Promise<string>) => Promise<Result>,
): Promise<Result> {
  // No `AbortSignal.timeout`: the oldest browsers that offices have do not know it.
  const given = new AbortController();
  let timer = 0;
  const timed = async () => {
    window.clearTimeout(timer);
    const token = await tokenOf();
    timer = window.setTimeout(() => given.abort(), ms);
    return token;
  };
  try {
    return await work(given.signal, timed);
  } catch (error) {
    throw given.signal.aborted ? offline() : error;
  } finally {
    window.clearTimeout(timer);
  }
}

export type Naming = ReturnType<typeof useNaming>;
