// The fields of day's ends 日终字段 whose old and new values their events hold.
import { changedFields, type FieldsOfAggregate, fieldSet } from "../kernel/changed-fields.ts";
import type { FieldsOf } from "../kernel/labelled.ts";
import type { DayEnds } from "./state.ts";

const dayEndFields: FieldsOf<DayEnds> = {
  regionId: { unshown: "never changes" },
  begunOn: { zh: "自动日结起始日", en: "days close by themselves from" },
  closed: { at: "closedUpTo", zh: "本月已日结至", en: "closed in this month up to", as: (days) => days.at(-1) ?? null },
};

/** What the events of day's ends change, field by field. */
export const fieldsOfDayEnds: FieldsOfAggregate<DayEnds> = {
  sets: [fieldSet(dayEndFields)],
  changes: (before, after) => changedFields(before, after, dayEndFields, { unitId: null }),
};
