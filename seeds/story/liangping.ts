// A year of 梁平: leads endorse, the office signs off, and completion is reported by 5 January.
import { completionActsOf } from "./completion-acts.ts";
import { actsOf } from "./plan-acts.ts";
import { merges, renames, rosterActs, setsCode } from "./roster-acts.ts";
import type { Act } from "./stage.ts";

const regionId = "500155";
const office = "区政府办公室";
const {
  imports,
  settles,
  confirms,
  issues,
  amends,
  fills,
  accepts,
  reports,
  corrects,
  passes,
  claims,
  endorses,
  signsOff,
  urges,
  answersUrging,
  checksClaim,
} = actsOf({
  regionId,
  notice: "liangping-2021",
  office,
});
const {
  reportsCompletion,
  takesReport,
  returnsCompletionReport,
  asksToReportLater,
  reportsInTimeAfterAll,
  letsReportLater,
  keepsToTheDay,
} = completionActsOf({ regionId, notice: "liangping-2021", office });

export const liangping: readonly Act[] = [
  ...rosterActs(regionId),
  imports("2021-05-28 09:00"),
  settles("2021-05-28 10:00"),
  confirms("2021-05-31 08:30"),
  issues("2021-05-31 09:00", { reportingOn: "2022-01-05" }),
  // The printed day of row 26 is the day of issue itself.
  amends(
    "2021-06-01 10:00",
    26,
    { instead: ["于2021年5月31日前", "于2021年6月30日前"] },
    "原定日期即为印发之日，无法按期办理。",
    "区政府办公室6月1日主任办公会议纪要。",
  ),
  ...accepts("2021-06-02 09:00", "区发展改革委", 1, 4, 5, 10, 31),
  ...accepts("2021-06-02 10:00", "区商务委", 4, 5, 10),
  ...accepts("2021-06-02 11:00", "区规划自然资源局", 2),
  ...accepts("2021-06-03 09:00", "区委网信办", 14, 15, 16, 17),
  ...accepts("2021-06-03 10:00", "区人力社保局", 17),
  ...accepts("2021-06-03 11:00", "区教委", 20, 35),
  fills("2021-06-04 09:00", 1, "区政府有关部门", ["区规划自然资源局", "区交通局"], "承担“十四五”重点专项规划编制。"),
  reports("2021-06-25 10:00", "区商务委", 4, "负面清单（2020年版）已公开。", "市场准入负面清单"),
  passes("2021-06-28 09:00", "区发展改革委", 4, "区商务委", 1),
  reports("2021-07-02 10:00", "区人力社保局", 17, "回应欠薪舆情六件。"),
  corrects("2021-07-02 16:00", "区人力社保局", 17, 1, "回应欠薪舆情五件，另一件转信访办理。", "统计口径有误。"),
  passes("2021-07-05 09:00", "区委网信办", 17, "区人力社保局", 1),
  claims("2021-08-30 10:00", "区商务委", 4, "负面清单公开并保持更新。", "市场准入负面清单"),
  // 各牵头单位…通过政府网站等公开平台采集相关数据,对责任单位《任务清单》完成情况进行检查 (L18)
  checksClaim("2021-08-31 09:00", "区发展改革委", 4, "区商务委", "broken", "所附页面打不开。"),
  checksClaim("2021-09-01 08:50", "区发展改革委", 4, "区商务委", "found", "页面已恢复。"),
  endorses("2021-09-01 09:00", "区发展改革委", 4, "区商务委", "已核对公开路径。"),
  signsOff("2021-09-03 09:00", 4, "区商务委", "准予销号。"),
  claims("2021-09-06 09:00", "区发展改革委", 4, "牵头事项完成。", "市场准入负面清单"),
  signsOff("2021-09-08 09:00", 4, "区发展改革委", "准予销号。"),
  urges(
    "2021-09-10 09:00",
    "区发展改革委",
    10,
    ["区商务委"],
    "本项任务签收后未见填报，请说明进展及完成时间。",
    "2021-09-15",
  ),
  answersUrging("2021-09-17 16:00", "区商务委", 10, 1, "因机构人员调整延误，十月底前填报。"),
  claims("2021-10-29 09:00", "区教委", 35, "学校基本信息已按统一要求公开。", "公共企事业单位信息公开"),
  signsOff("2021-11-01 09:00", 35, "区教委", "准予销号。"),
  claims("2021-11-15 09:00", "区规划自然资源局", 2, "国土空间规划及历史规划已归集公开。", "国土空间规划"),
  signsOff("2021-11-18 09:00", 2, "区规划自然资源局", "准予销号。"),
  // A reform, which we invented: one bureau gets another name, and one is merged, with all that it has open, in the year's last month.
  setsCode("2021-11-19 09:00", regionId, "区财政局", "11500155MB0000001G"),
  renames("2021-11-22 09:00", regionId, "区城市管理局", "示例城市管理局", "2021-12-01"),
  merges(
    "2021-12-01 09:00",
    regionId,
    ["区国资委（区金融工作办）"],
    "区财政局",
    "2021-12-01",
    "机构改革，国有资产监管职责并入区财政局。",
  ),
  // 将完成情况于2022年1月5日前报区政府办公室 (L175)
  reportsCompletion("2021-12-28 15:00", "区发展改革委", "牵头的市场准入事项已销号，规划信息事项正在收尾。"),
  reportsCompletion("2021-12-30 10:00", "区规划自然资源局", "国土空间规划事项已销号，重点专项规划仍在办理。"),
  asksToReportLater("2022-01-04 09:00", "区财政局", "2022-01-12", "年度财政数据一月十日汇总完成。"),
  asksToReportLater("2022-01-04 09:30", "区委网信办", "2022-01-20", "台账核对尚需时日。"),
  asksToReportLater("2022-01-04 10:00", "区人力社保局", "2022-01-10", "经办人员调整。"),
  reportsInTimeAfterAll("2022-01-04 15:00", "区人力社保局", 1),
  reportsCompletion("2022-01-04 16:00", "区发展改革委", "补充规划信息事项的最新进展，取代此前所报。"),
  reportsCompletion("2022-01-04 17:00", "区商务委", "承担事项基本完成。"),
  takesReport("2022-01-04 17:30", "区规划自然资源局", 1, "情况属实，予以接收。"),
  letsReportLater("2022-01-05 09:00", "区财政局", 1, "2022-01-10", "同意延至1月10日。"),
  keepsToTheDay("2022-01-05 09:30", "区委网信办", 1, "报送日期由通知规定，请按期报送。"),
  returnsCompletionReport("2022-01-06 09:00", "区商务委", 1, "未逐项说明未办结事项，请重新报送。"),
  reportsCompletion("2022-01-07 10:00", "区教委", "学校信息事项已销号；因人员变动未能按期报送。"),
  reportsCompletion("2022-01-07 15:00", "区商务委", "第4项已销号；第5、10项正在办理，三月底前完成。"),
  reportsCompletion("2022-01-10 16:00", "区财政局", "财政信息事项正在公开。"),
  takesReport("2022-01-11 09:00", "区商务委", 2, "说明清楚，予以接收。"),
  takesReport("2022-01-11 09:30", "区教委", 1, "予以接收。"),
];
