// One input of every mutation that its schema accepts, about things that are not there.
import { uuid } from "./uuid.ts";

const unitId = uuid(1);
const taskId = uuid(2);
const planId = uuid(3);
const groupId = uuid(4);
const regionId = "420304";
const page = { title: "区政府网站", url: "https://www.example.org/2021/0630.html" };

/** By name of the mutation; `commandId` is added by whoever sends it. */
export const inputs: Readonly<Record<string, object>> = {
  importPlan: { regionId, sourceSha256: "0".repeat(64) },
  discardDraft: { planId, reason: "重复" },
  resolveImportWarning: { planId, warningNo: 1, decision: { kind: "KEEP" }, note: "照印" },
  confirmPlan: { planId },
  issuePlan: { planId },
  closePlan: { planId, reason: "年度终了" },
  registerUnit: { regionId, name: "区体育局", validFrom: "2021-01-01" },
  addAlias: { regionId, unitId, alias: "区体育中心", validFrom: "2021-01-01" },
  defineGroup: { regionId, name: "各街道", kind: "PREDICATE", validFrom: "2021-01-01" },
  changeMembership: { regionId, groupId, joined: [unitId], effectiveOn: "2021-02-01" },
  assignUnits: { taskId, assignments: [{ unitId, relations: ["RESPONSIBLE"] }] },
  expandGroup: { taskId, groupId, unitIds: [unitId], reason: "按职责" },
  acceptAssignment: { taskId, unitId },
  reportProgress: { taskId, unitId, reportedOn: "2021-02-01", progress: "已公开" },
  correctReport: { taskId, unitId, reportNo: 1, progress: "已公开三期", reason: "漏填" },
  acceptReport: { taskId, unitId, reportNo: 1 },
  returnReport: { taskId, unitId, reportNo: 1, reason: "请附链接" },
  claimCompletion: { taskId, unitId, completedOn: "2021-02-01", done: "已全部公开", evidence: [page] },
  withdrawClaim: { taskId, unitId, reason: "误报" },
  endorseCompletion: { taskId, unitId, opinion: "属实" },
  returnCompletion: { taskId, unitId, reason: "请补充" },
  signOff: { taskId, unitId, opinion: "同意销号" },
  reopenAssignment: { taskId, unitId, reason: "链接失效", cause: "LOOK_BACK" },
};

/** The document of a mutation that asks for its receipt or rejection. */
export const mutationOf = (name: string): string => {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  return `mutation ($input: ${type}!) {
    ${name}(input: $input) {
      receipt { outcome commandId stream revision position eventIds }
      rejection { code message { zh en } detail }
    }
  }`;
};
