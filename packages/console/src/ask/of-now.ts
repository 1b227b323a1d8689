// Which questions are about now 当前: they are asked again when something changes, and those about the past never are.
import type { Query } from "@tanstack/react-query";

/** Whether a question is about now, and says what it is about. */
export const isOfNow = ({ meta }: Pick<Query, "meta">): boolean => Boolean(meta?.["about"]);
