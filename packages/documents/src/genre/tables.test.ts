// Tables as offices send them: every layout with what is right, written by hand.
import { describe, expect, test } from "vitest";
import { blocking } from "../../testing/notice.ts";
import { FILES } from "../../testing/table-files.ts";
import { RULED } from "../../testing/table-inputs.ts";
import { readAs, sectionsOf, told } from "../../testing/told.ts";

describe.each(Object.entries(FILES))("a table of %s", (_, write) => {
  test.each(RULED.map((input) => [input.layout, input] as const))("%s", (_layout, input) => {
    const draft = readAs(write(...input.parts));
    if (typeof draft === "string") throw new Error(draft);
    expect({
      tasks: told(draft),
      sections: sectionsOf(draft),
      blocking: blocking(draft),
      says: (input.says ?? []).filter((each) => !draft.warnings.some(({ code, row }) => each === `${code} ${row}`)),
    }).toEqual({
      tasks: input.tasks,
      sections: input.sections ?? [],
      blocking: input.blocking ?? [],
      says: [],
    });
  });
});
