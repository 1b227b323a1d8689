// The wording of a task 任务表述: its words and headings as they hold now. What is printed stays with the row.
import { z } from "zod";
import { most } from "../kernel/most.ts";
import { day, name } from "../kernel/shapes.ts";

const rowText = z.string().trim().min(1).max(most.rowText);

/** The words of a task: what is to be done, what is required of it, and the headings it stands under. */
export const wording = z.object({
  text: rowText,
  /** What is required 工作要求; null if nothing is. */
  requirement: rowText.nullable(),
  /** The numeral of the first-level heading, such as 「一」; null if it stands under none. */
  section: name.nullable(),
  subsection: name.nullable(),
});
export type Wording = z.infer<typeof wording>;

/** What an amendment may change. A due day of null is taken away. */
export const amendable = wording.extend({ dueOn: day.nullable() });
export type Amendable = z.infer<typeof amendable>;

export const noWording: Wording = { text: "", requirement: null, section: null, subsection: null };

/** The wording alone, of a row or of something else that has it. */
export const wordingOf = ({ text, requirement, section, subsection }: Wording): Wording => ({
  ...{ text, requirement, section, subsection },
});
