// The number formats of an Excel file, by the style of a cell.
import { builtInCode, numberFormat, type ShowNumber } from "./cell-format.ts";
import { attribute, readXml } from "./xml.ts";

/** How the cells of a style show numbers; the first style is that of cells which name none. */
export function readNumberStyles(bytes: Uint8Array | undefined, from1904: boolean): readonly ShowNumber[] {
  const codes = new Map<number, string>();
  const formats: number[] = [];
  let inCells = false;
  if (bytes) {
    readXml(bytes, {
      open(name, tag) {
        if (name === "cellXfs") inCells = true;
        const id = Number(attribute(tag, "numFmtId") ?? "0");
        if (name === "numFmt") codes.set(id, attribute(tag, "formatCode") ?? "General");
        if (name === "xf" && inCells) formats.push(id);
      },
      close(name) {
        if (name === "cellXfs") inCells = false;
      },
    });
  }
  const shown = new Map<number, ShowNumber>();
  return (formats.length > 0 ? formats : [0]).map((id) => {
    const format = shown.get(id) ?? numberFormat({ code: codes.get(id) ?? builtInCode(id), from1904 });
    shown.set(id, format);
    return format;
  });
}
