// What a person decides on a warning of the import 处理决定: about its row, or about a name wherever the plan prints it.
import { z } from "zod";
import { name } from "../kernel/shapes.ts";

/** Where a decision on a name holds: in the row of its warning, or in every row of the plan. */
const scope = z.enum(["row", "everywhere"]);

export const importDecision = z.discriminatedUnion("kind", [
  /** The reading stays as it is. */
  z.object({ kind: z.literal("keep") }),
  /** A printed name is to be read as another: 「市政府各部门」 as 「区政府各部门」. */
  z.object({ kind: z.literal("readAs"), name, as: name, scope }),
  /** A printed name is a body outside the region and owes nothing here. */
  z.object({ kind: z.literal("external"), name, scope }),
  /** The unit cell of the row is blank because it is merged with that of the row above. */
  z.object({ kind: z.literal("asAbove") }),
]);

/** How a person settled a warning. */
export type ImportDecision = z.infer<typeof importDecision>;
