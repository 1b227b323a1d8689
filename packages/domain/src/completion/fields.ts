// The fields of a completion report 办结情况报告字段 whose old and new values its events hold. A field of the state that is not named here
// does not compile.
import {
  changedEntries,
  changedFields,
  type FieldsOfAggregate,
  fieldSet,
  type StateChange,
} from "../kernel/changed-fields.ts";
import type { FieldsOf } from "../kernel/labelled.ts";
import { extensionFields, notesFields } from "../task/fields.ts";
import {
  type CompletionReportState,
  type CompletionState,
  completionReportStateOf,
  type ReportingTerms,
  type Submission,
} from "./state.ts";
import type { ReportingUrging } from "./urging.ts";

/** A report as it is told: with how it stands. */
type Told = CompletionState & { readonly state: CompletionReportState };

const terms: FieldsOf<ReportingTerms> = {
  reportingOn: { zh: "报送日", en: "reporting day" },
  issuedOn: { zh: "印发日", en: "day of issue" },
  dueSoonDays: { zh: "临期天数", en: "days that count as due soon" },
};

const submission: FieldsOf<Submission> = {
  no: { zh: "序号", en: "number" },
  review: { zh: "审核结果", en: "review" },
  summary: { unshown: "each report stays as it was handed in" },
  things: { unshown: "each report stays as it was handed in" },
};

const reportFields: FieldsOf<Told> = {
  state: { zh: "报送状态", en: "state of the report" },
  about: { unshown: "never changes" },
  terms: { zh: "计划设定", en: "terms", within: terms },
  dueOn: { zh: "报送时限", en: "due day" },
  extension: extensionFields,
  last: { zh: "最近报告", en: "last report", to: "whole", within: submission },
  noted: notesFields,
  urgings: { unshown: "each urging is told by itself" },
  ended: { zh: "终止原因", en: "why it is over" },
};

const urgingFields: FieldsOf<ReportingUrging> = {
  no: { unshown: "stands in the path" },
  planRevision: { unshown: "for decisions about the plan's end" },
  urgedOn: { zh: "催办日", en: "urged on", to: "whole" },
  answerBy: { zh: "答复时限", en: "answer by", to: "whole" },
  answered: { zh: "已答复", en: "answered", to: "whole" },
  lapsed: { zh: "失效原因", en: "why it lapsed", to: "whole" },
  noted: { ...notesFields, to: "whole" },
};

const told = (state: CompletionState): Told | null =>
  state.about && { ...state, state: completionReportStateOf(state) };
const byNo = (urgings: readonly ReportingUrging[]) => Object.fromEntries(urgings.map((each) => [each.no, each]));

/** What the events of a completion report change, field by field. */
export const fieldsOfCompletion: FieldsOfAggregate<CompletionState> = {
  sets: [fieldSet(reportFields), fieldSet(urgingFields, ["urgings", "*"], { zh: "催办", en: "urging" })],
  changes(before, after): StateChange[] {
    const unitId = after.about?.unitId ?? null;
    return [
      ...changedFields(told(before), told(after), reportFields, { unitId }),
      ...changedEntries(byNo(before.urgings), byNo(after.urgings), (no, was, is) =>
        changedFields(was, is, urgingFields, { unitId, path: `urgings.${no}` }),
      ),
    ];
  },
};
