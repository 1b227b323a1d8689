// A year of 沙县: most rows have a lead, thirteen have none; without a deadline column the office decides when.
import { actsOf } from "./plan-acts.ts";
import { namesSuccessor, rosterActs, splits } from "./roster-acts.ts";
import type { Act } from "./stage.ts";

const regionId = "350405";
const office = "区政府办";
const {
  imports,
  settles,
  confirms,
  issues,
  accepts,
  reports,
  passes,
  sendsBack,
  claims,
  endorses,
  returnsClaim,
  signsOff,
} = actsOf({ regionId, notice: "shaxian-2021", office });

export const shaxian: readonly Act[] = [
  ...rosterActs(regionId),
  imports("2021-07-15 15:00"),
  settles("2021-07-15 16:00"),
  confirms("2021-07-16 08:40"),
  issues("2021-07-16 09:00", { regularly: "monthly" }),
  ...accepts("2021-07-19 09:00", "区财政局", 6, 7, 8),
  ...accepts("2021-07-19 09:30", "区司法局", 20, 21, 30),
  ...accepts("2021-07-19 10:00", "区卫健局", 9, 10, 11),
  ...accepts("2021-07-20 09:00", "区发改局", 3, 4, 20),
  ...accepts("2021-07-20 10:00", "区商务局", 3, 20),
  ...accepts("2021-07-21 09:00", "区行政服务中心管委会", 14, 22, 26),
  reports("2021-08-02 10:00", "区卫健局", 9, "每日发布疫情情况，七月共发布三十一次。", "疫情防控信息"),
  passes("2021-08-03 09:00", office, 9, "区卫健局", 1),
  reports("2021-08-05 11:00", "区财政局", 7, "七月债务限额、余额已在集中统一平台公开。", "地方政府债务"),
  passes("2021-08-06 09:00", office, 7, "区财政局", 1),
  reports("2021-08-20 15:00", "区发改局", 20, "本机关网站行政法规文本更新九部。", "行政法规"),
  sendsBack("2021-08-23 09:30", "区司法局", 20, "区发改局", 1, "其中两部已有新的国家正式版本，请核对后重报。"),
  reports("2021-08-27 10:00", "区发改局", 20, "已按国家正式版本更新九部。", "行政法规"),
  passes("2021-08-30 09:00", "区司法局", 20, "区发改局", 2),
  claims("2021-09-14 10:00", "区发改局", 20, "行政法规文本全部更新。", "行政法规"),
  endorses("2021-09-15 09:00", "区司法局", 20, "区发改局", "逐部核对无误。"),
  signsOff("2021-09-17 15:00", 20, "区发改局", "准予销号。"),
  claims("2021-09-22 16:00", "区商务局", 20, "行政法规文本已更新。", "行政法规"),
  returnsClaim("2021-09-24 09:00", "区司法局", 20, "区商务局", "网页打不开，修复后再报。"),
  // What it owes of row 6 is nobody's for ten days.
  splits(
    "2021-10-01 09:00",
    regionId,
    "示例直属机构",
    ["示例直属一中心", "示例直属二中心"],
    "2021-10-01",
    "按事业单位改革方案分设。",
  ),
  namesSuccessor("2021-10-11 15:00", regionId, "示例直属机构", "示例直属二中心", "财务和预决算公开由二中心承担。"),
  claims("2021-10-08 09:00", "区商务局", 20, "网页已修复，文本齐全。", "行政法规"),
  endorses("2021-10-09 09:00", "区司法局", 20, "区商务局", "复查可用。"),
  signsOff("2021-10-11 09:00", 20, "区商务局", "准予销号。"),
  claims("2021-12-15 10:00", "区财政局", 7, "全年债务信息按月公开。", "地方政府债务"),
  signsOff("2021-12-17 10:00", 7, "区财政局", "准予销号。"),
];
