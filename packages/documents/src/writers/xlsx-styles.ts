// The looks of the cells of a workbook, by the number that a cell gives.
import { XML_HEAD } from "./xml.ts";

/** The number of each look. */
export const STYLE = { title: 1, line: 2, head: 3, body: 4, quoted: 5, number: 6, heading: 7 } as const;

const border =
  '<border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/><diagonal/></border>';
const none = "<border><left/><right/><top/><bottom/><diagonal/></border>";
const font = (size: number, bold = "") =>
  `<font>${bold}<sz val="${size}"/><name val="宋体"/><charset val="134"/></font>`;

/** A look: text stays text (49) whatever it looks like, and runs over several lines. */
const look = (fontId: number, borderId: number, across: string, more = "", format = 49) =>
  `<xf numFmtId="${format}" fontId="${fontId}" fillId="0" borderId="${borderId}" xfId="0" applyNumberFormat="1" applyFont="1" ` +
  `applyBorder="1" applyAlignment="1"${more}><alignment horizontal="${across}" vertical="center" wrapText="1"/></xf>`;

/** The part with the styles. */
export const styles =
  `${XML_HEAD}<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` +
  `<fonts count="3">${font(10)}${font(16, "<b/>")}${font(10, "<b/>")}</fonts>` +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  `<borders count="2">${none}${border}</borders>` +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  `<cellXfs count="8"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` +
  `${look(1, 0, "center")}${look(0, 0, "left")}${look(2, 1, "center")}${look(0, 1, "left")}` +
  `${look(0, 1, "left", ' quotePrefix="1"')}${look(0, 1, "center", "", 0)}${look(2, 1, "left")}</cellXfs>` +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';
