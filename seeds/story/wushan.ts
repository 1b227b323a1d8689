// A year of 巫山: many leads act alone; the plan is closed in January, reopened for what is left, and closed again.
// A year of 巫山: many leads act alone; the plan is closed in January, and what is open then is dropped.
import { completionActsOf } from "./completion-acts.ts";
import { actsOf } from "./plan-acts.ts";
import { rosterActs } from "./roster-acts.ts";
import type { Act } from "./stage.ts";

const regionId = "500237";
const office = "县政府办公室";
const {
  imports,
  settles,
  confirms,
  issues,
  closes,
  goesOn,
  fills,
  accepts,
  reports,
  passes,
  claims,
  endorses,
  signsOff,
  completes,
} = actsOf({ regionId, notice: "wushan-2021", office });

const { reportsCompletion, takesReport, urgesToReport } = completionActsOf({ regionId, notice: "wushan-2021", office });

export const wushan: readonly Act[] = [
  ...rosterActs(regionId),
  imports("2021-05-31 14:00"),
  settles("2021-05-31 15:00"),
  confirms("2021-06-01 08:30"),
  issues("2021-06-01 09:00", { reportingOn: "2021-12-31" }),
  ...accepts("2021-06-03 09:00", "县规划自然资源局", 2),
  ...accepts("2021-06-03 10:00", "县发展改革委", 1, 4, 10, 31),
  ...accepts("2021-06-03 11:00", "县财政局", 6, 33),
  ...accepts("2021-06-04 09:00", "县卫生健康委", 7, 8, 9, 15),
  ...accepts("2021-06-04 10:00", "县教委", 20, 35),
  ...accepts("2021-06-04 11:00", "县委网信办", 14, 15, 16, 17),
  fills("2021-06-07 09:00", 1, "县政府有关部门", ["县规划自然资源局", "县生态环境局"], "承担重点专项规划编制。"),
  reports("2021-07-01 10:00", "县财政局", 6, "预决算和债务信息已公开，补贴信息正在归集。", "财政预决算"),
  passes("2021-07-02 09:00", office, 6, "县财政局", 1),
  reports("2021-08-06 10:00", "县卫生健康委", 15, "回应疫情防控舆情九件。"),
  passes("2021-08-09 09:00", "县委网信办", 15, "县卫生健康委", 1),
  claims("2021-10-12 09:00", "县规划自然资源局", 2, "国土空间规划已公开。", "国土空间规划"),
  signsOff("2021-10-15 09:00", 2, "县规划自然资源局", "准予销号。"),
  completes("2021-07-01 10:30", "县财政局", 6, "p1", "财政预决算"),
  completes("2021-09-30 10:00", "县财政局", 6, "p2", "地方政府债务"),
  completes("2021-11-05 10:00", "县财政局", 6, "p3", "惠民惠农补贴"),
  // Row 24 prints two days in its prose (L234). The second passes, and the item ends with the plan, is owed while
  // that goes on, and ends with it again.
  completes("2021-06-29 16:00", "县司法局", 24, "p1", "行政法规"),
  claims("2021-11-08 09:00", "县财政局", 6, "三类财政信息全部公开。", "财政预决算"),
  signsOff("2021-11-10 09:00", 6, "县财政局", "准予销号。"),
  claims("2021-12-01 09:00", "县卫生健康委", 15, "全年舆情均在时限内回应。", "舆情回应"),
  endorses("2021-12-03 09:00", "县委网信办", 15, "县卫生健康委", "台账齐全。"),
  signsOff("2021-12-06 09:00", 15, "县卫生健康委", "准予销号。"),
  claims("2021-12-30 17:50", "县教委", 35, "学校基本信息已公开。", "公共企事业单位信息公开"),
  signsOff("2021-12-31 16:00", 35, "县教委", "准予销号。"),
  // 《任务清单》完成情况于2021年12月31日前报县政府办公室 (L423)
  reportsCompletion("2021-12-31 23:59", "县教委", "牵头的学校信息事项已销号。"),
  reportsCompletion("2022-01-01 00:00", "县财政局", "财政信息事项已销号，收费目录事项未完成。"),
  // Nobody answers; the plan's end ends it.
  urgesToReport("2022-01-04 09:00", "县发展改革委", "12月31日前未收到完成情况，请说明原因。", "2022-01-06"),
  takesReport("2022-01-05 09:00", "县教委", 1, "予以接收。"),
  closes("2022-01-10 09:00", "年度任务结束，完成情况已汇总，未完成事项转入下一年度。"),
  // 「对未完成的要建立工作台账，实行打表推进、销号管理」(L419): what is left is finished in the plan itself.
  goesOn("2022-01-17 09:00", "未完成事项须在原计划内打表推进、逐项销号。", "县政府办公室1月14日主任办公会议纪要。"),
  completes("2022-01-20 09:30", "县规划自然资源局", 1, "p2", "“十四五”规划专栏"),
  claims("2022-01-20 10:00", "县规划自然资源局", 1, "“十四五”规划专栏已公开重点专项规划。", "“十四五”规划专栏", {
    p1: "规划纲要由县发展改革委公开，本单位承担重点专项规划。",
  }),
  endorses("2022-01-21 09:00", "县发展改革委", 1, "县规划自然资源局", "已核对专栏。"),
  signsOff("2022-01-24 09:00", 1, "县规划自然资源局", "准予销号。"),
  closes("2022-01-28 09:00", "未完成事项已逐项处理，本计划关闭。"),
];
