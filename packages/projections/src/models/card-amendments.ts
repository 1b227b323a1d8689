// The amendments of a task 任务修改: what was changed, and what it was before, with who, when, why and on which authority.
import type { DomainFact } from "@taizhang/domain";
import { type Deed, deedOf } from "./deed.ts";

type Amended = Extract<DomainFact, { type: "TaskAmended" }>;

/** One amendment of a task. */
export type CardAmendment = Omit<Amended["data"], "unitIds"> & { readonly made: Deed };

/** The amendments with one more. */
export const amended = (
  before: readonly CardAmendment[],
  { unitIds: _units, ...amendment }: Amended["data"],
  meta: Parameters<typeof deedOf>[0],
): CardAmendment[] => [...before, { ...amendment, made: deedOf(meta) }];
