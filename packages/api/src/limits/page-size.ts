// How many entries of a list may be asked for at once 每页条数: one range, and one sentence about whatever lies outside it.
import type { GraphQLError } from "graphql";
import { problem } from "../errors.ts";
import { limits } from "./limits.ts";

/** True for a size that a page may have. */
export const isPageSize = (size: number): boolean => Number.isInteger(size) && size >= 1 && size <= limits.pageSize;

/** The failure of a size that none may have; `list` is the field that was asked with it, where that is known. */
export const notPageSize = (field: string, size: number, list?: string): GraphQLError =>
  problem(
    "BAD_USER_INPUT",
    {
      zh: `${list === undefined ? "" : `${list} 的 `}${field} 应在 1 到 ${limits.pageSize} 之间，而不是 ${size}。`,
      en: `${field}${list === undefined ? "" : ` of ${list}`} is ${size}; it must lie between 1 and ${limits.pageSize}.`,
    },
    { field },
  );
