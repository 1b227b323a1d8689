// A year of 韶关: one column of units, no leads; units fill in the printed form, and the office reviews it.
import { actsOf } from "./plan-acts.ts";
import { rosterActs } from "./roster-acts.ts";
import type { Act } from "./stage.ts";

const regionId = "440200";
const office = "市政府办公室";
const {
  imports,
  settles,
  confirms,
  issues,
  correctsIssue,
  fills,
  accepts,
  reports,
  passes,
  claims,
  returnsClaim,
  signsOff,
  completes,
  reopensItem,
} = actsOf({
  regionId,
  notice: "shaoguan-2021",
  office,
});

export const shaoguan: readonly Act[] = [
  ...rosterActs(regionId),
  imports("2021-06-09 09:00"),
  settles("2021-06-09 10:00"),
  confirms("2021-06-10 08:30"),
  issues("2021-06-10 09:00"),
  correctsIssue("2021-06-10 15:00", "2021-06-09", "纸质文件6月9日已印发，补录时误作当日。"),
  ...accepts("2021-06-11 09:00", "市司法局", 26, 27, 38, 39, 46),
  ...accepts("2021-06-11 10:00", "市行政服务中心", 19, 26),
  ...accepts("2021-06-11 11:00", office, 26, 39),
  ...accepts("2021-06-15 09:00", "市财政局", 7, 8, 9),
  ...accepts("2021-06-15 10:00", "市教育局", 33, 40),
  fills("2021-06-16 09:00", 33, "各有关市直部门", ["市国资委"], "承担公共企事业单位信息公开标准目录。"),
  ...accepts("2021-06-17 09:00", "市国资委", 33, 40),
  reports("2021-07-09 10:00", "市财政局", 9, "补贴信息已在一百二十个村公开栏张贴。", "惠民惠农补贴"),
  passes("2021-07-12 09:00", office, 9, "市财政局", 1),
  reports("2021-09-03 15:00", "市司法局", 26, "现行有效规章梳理完成，共十四件。", "规章集中公开"),
  passes("2021-09-06 09:00", office, 26, "市司法局", 1),
  // Row 26 prints its day in prose (L107): the sentence is an item of all three.
  completes("2021-11-25 09:30", "市司法局", 26, "d1", "规章集中公开"),
  claims("2021-11-25 10:00", "市司法局", 26, "规章已在专栏集中公开。", "规章集中公开"),
  returnsClaim("2021-11-29 10:00", office, 26, "市司法局", "专题页缺少两件规章的正文。"),
  reopensItem("2021-11-29 10:30", office, 26, "市司法局", "d1", "专题页缺少两件规章的正文。"),
  completes("2021-12-06 09:30", "市司法局", 26, "d1", "规章集中公开（十四件）"),
  claims("2021-12-06 10:00", "市司法局", 26, "十四件规章正文齐全。", "规章集中公开"),
  signsOff("2021-12-08 09:00", 26, "市司法局", "准予销号。"),
  completes("2021-12-20 08:50", "市行政服务中心", 26, "d1", "规章专题专栏"),
  claims("2021-12-20 09:00", "市行政服务中心", 26, "专题专栏已上线。", "规章集中公开"),
  signsOff("2021-12-22 09:00", 26, "市行政服务中心", "准予销号。"),
  claims("2021-12-22 15:00", office, 26, "门户网站专栏运行正常。", "规章集中公开", {
    d1: "规章由市司法局梳理公开，我办只负责专栏运行。",
  }),
  signsOff("2021-12-23 09:00", 26, office, "准予销号。"),
];
