// 1,000 tamperings of a store, each handed over as an archive: whoever holds an older checkpoint finds all of them.
//
// The store is altered as its log gives it, byte by byte, since a thousand starts of a server would take hours. That a file of the
// embedded server can be altered so that the server notices nothing is shown by the walk of docs/proofs.md.
import { drawing, firstDifference, tampered, tamperings } from "@taizhang/proofs/testing/archives";
import { keptYear, ownOf, toldIn } from "@taizhang/proving/testing/kept-year";
import { logOfEvents } from "@taizhang/proving/testing/log-of-events";
import { expect, onTestFinished, test } from "vitest";

test("1,000 tamperings of a store are found, and of each the first place is named", async () => {
  const year = await keptYear();
  onTestFinished(year.remove);
  const draw = drawing(20210517);
  const found = new Map<string, number>();
  for (let count = 0; count < 1000; ) {
    const how = tamperings[draw(tamperings.length)] ?? "edit";
    const altered = tampered(how, year.events, year.events.length, draw);
    const index = firstDifference(ownOf(year.events), ownOf(altered), year.heldSize);
    // It may be in the other region, or behind what the checkpoint covers.
    if (index === null) continue;
    const lines = await year.archived(logOfEvents(altered));
    const outcome = await year.verified(lines);
    expect(outcome.isIntact, how).toBe(false);
    expect(toldIn(outcome), how).toMatch(new RegExp(`the first difference is at event ${index + 1} \\(`));

    // Whoever hands it over may leave out the hashes that were recorded. Then it is known between which checkpoints it is.
    if (count % 4 === 0) {
      const bare = await year.verified(lines.filter((line) => !line.startsWith('{"leaf"')));
      expect(bare.isIntact, how).toBe(false);
      expect(toldIn(bare), how).toContain("not what was logged");
    }
    found.set(how, (found.get(how) ?? 0) + 1);
    count += 1;
  }
  expect([...found.keys()].sort()).toEqual([...tamperings].sort());
});
