// The title of a plan on paper 计划标题, with its number in brackets where it has one.
import { useJoining } from "../texts/joining.ts";

interface Titled {
  readonly title: string;
  readonly docNumber?: string | null | undefined;
}

/** How a plan is titled, in the language that the reader has chosen. */
export function usePlanTitle(): (plan: Titled) => string {
  const { aside } = useJoining();
  return ({ title, docNumber }) => (docNumber == null ? title : `${title}${aside(docNumber)}`);
}
