// Decision tests of corrections; the states are in life.test.ts.
import { expect, test } from "vitest";
import { assigned, opened, page, words } from "../../testing/facts.ts";
import { financeBureau, healthBureau, of, today } from "../../testing/people.ts";
import { specification } from "../../testing/spec.ts";
import { ReportAccepted } from "./accept-report.ts";
import { ReportCorrected } from "./correct-report.ts";
import { task } from "./index.ts";
import { ProgressReported } from "./report-progress.ts";
import { ReportReturned } from "./return-report.ts";

const given = specification(task);
const { correctReport } = task.actions;
const unitId = financeBureau;
const before = { progress: words("已召开两次会议"), evidence: [] };
const after = { progress: words("已召开三次会议"), evidence: [page] };
const correction = { unitId, reportNo: 1, ...after, reason: words("漏记一次") };
const corrected = ReportCorrected({ unitId, reportNo: 1, before, after, reason: correction.reason });
const begun = [
  opened(),
  assigned([unitId, "responsible"]),
  ProgressReported({ unitId, reportedOn: today, reportNo: 1, ...before }),
];

test("a correction keeps the old words beside the new ones", () => {
  given(...begun)
    .when(correctReport, correction, of(unitId), { before })
    .yields(corrected);
});

test("correcting twice changes nothing", () => {
  given(...begun, corrected)
    .when(correctReport, correction, of(unitId), { before: after })
    .changesNothing();
});

test("a returned report can be corrected; a second correction keeps the words of the first", () => {
  const last = { progress: words("已召开四次会议"), evidence: [] };
  given(...begun, corrected, ReportReturned({ unitId, reportNo: 1, reason: words("请附材料") }))
    .when(correctReport, { ...correction, ...last }, of(unitId), { before: after })
    .yields(ReportCorrected({ unitId, reportNo: 1, before: after, after: last, reason: correction.reason }));
});

test("an accepted report, or another unit's, cannot be corrected", () => {
  given(...begun, ReportAccepted({ unitId, reportNo: 1 }))
    .when(correctReport, correction, of(unitId), { before })
    .rejects("REPORT_ALREADY_REVIEWED");
  given(...begun)
    .when(correctReport, correction, of(healthBureau), { before: null })
    .rejects("NOT_YOUR_ASSIGNMENT");
});

test("only a report that was filed can be corrected", () => {
  given(...begun)
    .when(correctReport, { ...correction, reportNo: 2 }, of(unitId), { before: null })
    .rejects("REPORT_NOT_FOUND");
});

test("what a correction leaves out stays as it is; an empty list takes the evidence away", () => {
  const filed = { progress: words("已召开两次会议"), evidence: [page] };
  const report = ProgressReported({ unitId, reportedOn: today, reportNo: 1, ...filed });
  const start = [opened(), assigned([unitId, "responsible"]), report];
  const say = (said: { progress: typeof filed.progress | null; evidence: typeof filed.evidence | null }) =>
    given(...start).when(correctReport, { unitId, reportNo: 1, ...said, reason: correction.reason }, of(unitId), {
      before: filed,
    });
  const becomes = (changed: Partial<typeof filed>) =>
    ReportCorrected({ unitId, reportNo: 1, before: filed, after: { ...filed, ...changed }, reason: correction.reason });
  const progress = words("已召开三次会议");
  say({ progress, evidence: null }).yields(becomes({ progress }));
  say({ progress: null, evidence: [] }).yields(becomes({ evidence: [] }));
  say({ progress: null, evidence: null }).changesNothing();
});

test("the history says what was corrected", () => {
  const filed = { progress: words("已召开两次会议"), evidence: [page] };
  const told = (changed: Partial<typeof filed>) => {
    const after = { ...filed, ...changed };
    return ReportCorrected.tell({ unitId, reportNo: 1, before: filed, after, reason: words("漏记") }, () => "区财政局")
      .zh;
  };
  expect(told({ progress: words("已召开三次会议") })).toBe("区财政局更正第1份填报：已召开三次会议；理由：漏记");
  expect(told({ evidence: [] })).toBe("区财政局更正第1份填报：删去佐证材料；理由：漏记");
});
