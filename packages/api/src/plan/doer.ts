// Who did something to a plan 办理人, as far as the reader may know it.
import { maySeeSubjects } from "@taizhang/domain";
import type { Deed } from "@taizhang/projections";
import { readerOf } from "../auth/bearer.ts";
import type { Person } from "../changes/change.ts";
import type { Context } from "../context.ts";
import { nameOf } from "../roster/directory.ts";

/** Who did it: the person only where the reader may see persons, the unit with its name today. */
export async function doerOf(context: Context, { subjectId, unitId }: Deed["by"]): Promise<Person> {
  return {
    subjectId: maySeeSubjects(readerOf(context)) ? subjectId : null,
    unitId,
    unitName: unitId === null ? null : await nameOf(context, unitId),
  };
}
