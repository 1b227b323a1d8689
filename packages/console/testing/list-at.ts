// The list that an address of the console names, as its page asks for it.
import type { StandingWhere } from "../src/generated/operations.ts";
import { listAddress, whereOf } from "../src/list/address.ts";
import { queries } from "../src/page.ts";

/** Whether it is of tasks or of assignments, and which. */
export function listAt(address: string): { readonly of: "tasks" | "assignments"; readonly where: StandingWhere } {
  const { pathname, search } = new URL(address, "http://127.0.0.1");
  const state = listAddress.read({ ...queries.parseSearch(search), planId: pathname.split("/")[3] ?? "" });
  return { of: state.of, where: whereOf(state) };
}
