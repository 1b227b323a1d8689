// What a task is called by 第几项: the number that its notice prints, and nowhere that of its row beside it.
import { useTexts } from "../texts/catalogue.ts";
import { partTexts } from "./texts.ts";

/** A task by its row in its plan, and the number that the notice prints of it. */
export interface Numbered {
  readonly row: number;
  readonly no?: string | null | undefined;
}

/** The number as printed; that of the row where none is. */
export const taskNo = ({ no, row }: Numbered): string => no ?? String(row);

/** How to call a task in words: 第5项. A number that is printed as 第三条 is called as it is. */
export function useTaskNo(): (task: Numbered) => string {
  const texts = useTexts(partTexts);
  return (task) => texts.taskNo(taskNo(task));
}
