// What can be done about a name that the roster does not know: each a command of the roster, from one day on.
import type { Command } from "../act/acting.ts";
import { commandId } from "../act/command-id.ts";
import type { Expected } from "../act/overlay.ts";
import { useConsole } from "../console.ts";
import {
  AddNamedAliasDocument,
  DefineNamedGroupDocument,
  RegisterNamedUnitDocument,
  UnitOrGroupDocument,
} from "../generated/operations.ts";
import { useMe } from "../me.ts";
import { useTexts } from "../texts/catalogue.ts";
import { nameKey } from "./plan-on-page.ts";
import { workbenchTexts } from "./texts.ts";
import type { Chosen } from "./unit-search.tsx";

export function useNaming(planId: string, validFrom: string) {
  const texts = useTexts(workbenchTexts);
  const { acting, ask } = useConsole();
  const { regionId } = useMe();
  const act = <Input extends { commandId: string }>(
    document: Command<Input>["document"],
    input: Input,
    name: string,
    title: string,
  ): Promise<Expected["outcome"]> => acting.act({ document, input, of: nameKey(planId, name), title });
  return {
    register: (name: string) =>
      act(
        RegisterNamedUnitDocument,
        { commandId: commandId(), regionId, name, validFrom },
        name,
        texts.registerOf(name),
      ),
    async alias(name: string, { id, name: of }: Chosen) {
      const { unit } = await ask(UnitOrGroupDocument, { id });
      const whose = unit?.kind === "LIST" || unit?.kind === "PREDICATE" ? { groupId: id } : { unitId: id };
      const input = { commandId: commandId(), regionId, alias: name, validFrom, ...whose };
      return act(AddNamedAliasDocument, input, name, texts.aliasOf(of));
    },
    group: (name: string) =>
      act(
        DefineNamedGroupDocument,
        { commandId: commandId(), regionId, name, kind: "PREDICATE", validFrom },
        name,
        texts.group,
      ),
  };
}

export type Naming = ReturnType<typeof useNaming>;
