// How much a document may hold, whatever its format: bounds on the work, far above any notice.
import { most } from "@taizhang/domain";
import { type Problem, problem } from "./problem.ts";
import { Refused } from "./refused.ts";

/** The five notices of 2021 have at most 30 KB; a docx or xlsx with pictures has a few MB. */
const MAX_BYTES = most.noticeMb * 2 ** 20;
export const MAX_LINES = 400_000;
/** A line longer than this is a whole document without line breaks. */
export const MAX_LINE_LENGTH = 100_000;
/** All lines together: one shared string of an xlsx may stand in a million cells. */
export const MAX_CHARACTERS = 20_000_000;
/** The cells of all tables, covered and blank ones included. */
export const MAX_CELLS = 500_000;
/** Nested elements of HTML or XML. Real pages stay below 60. */
export const MAX_DEPTH = 256;

export const tooManyLines = (): Refused =>
  new Refused(
    "TOO_LARGE",
    `文件超过 ${MAX_LINES} 行，不像一份任务表。请只保留任务表后再导入。`,
    `The file has more than ${MAX_LINES} lines, which no task table has. Keep only the task table and import that.`,
  );

export const tooManyCharacters = (): Refused =>
  new Refused(
    "TOO_LARGE",
    `文件展开后超过 ${MAX_CHARACTERS / 10_000} 万字。请只保留任务表后再导入。`,
    `The file holds more than ${MAX_CHARACTERS} characters once unpacked. Keep only the task table and import that.`,
  );

export const longLine = (line: number): Refused =>
  new Refused(
    "TOO_LARGE",
    `第 ${line} 行超过 ${MAX_LINE_LENGTH} 字，换行可能已丢失。请改用保留换行的文本。`,
    `Line ${line} has more than ${MAX_LINE_LENGTH} characters; its line breaks may be lost. Use a text that keeps them.`,
  );

export const tooManyCells = (): Refused =>
  new Refused(
    "TOO_COMPLEX",
    `表格超过 ${MAX_CELLS / 10_000} 万个单元格（含空格和合并格）。请删去任务表以外的行、列和工作表后再导入。`,
    `The tables have more than ${MAX_CELLS} cells, blank and merged ones included. Delete the rows, columns and sheets that are no task table, and import that.`,
  );

export const tooDeep = (): Refused =>
  new Refused(
    "TOO_COMPLEX",
    `文件的内容嵌套超过 ${MAX_DEPTH} 层，不像一份正常的文件。请把内容复制到新建的 Word 文档，保存为 docx 后再导入。`,
    `The content is nested more than ${MAX_DEPTH} levels deep, which no ordinary file is. Copy it into a new Word document, save that as docx and import it.`,
  );

export const tooManyElements = (bound: number): Refused =>
  new Refused(
    "TOO_COMPLEX",
    `文件由超过 ${bound / 10_000} 万个元素组成，不像一份任务表。请把任务表复制到新建的 Word 或 Excel 文件，保存后再导入。`,
    `The file consists of more than ${bound} elements, which no task table does. Copy the table into a new Word or Excel file, save that and import it.`,
  );

/** Why a file of this size is not read, if it is not. */
export function sizeProblem({ length }: Uint8Array): Problem | undefined {
  if (length === 0) return problem("EMPTY_FILE", "文件是空的，请另选文件。", "The file is empty; choose another.");
  if (length <= MAX_BYTES) return undefined;
  const size = `${(length / 2 ** 20).toFixed(1)} MB`;
  return problem(
    "TOO_LARGE",
    `文件有 ${size}，上限是 ${most.noticeMb} MB。请去掉任务表以外的内容，或分成几份导入。`,
    `The file has ${size}; the limit is ${most.noticeMb} MB. Leave out what is no task table, or import it in parts.`,
  );
}
