// The addresses of the roster 名录地址: what is looked for, the day whose names are shown, and one unit with its day.
import type { UnitKind } from "../generated/operations.ts";
import { dayIn } from "../moment.ts";
import type { Raw } from "../page.ts";
import { words } from "../words.ts";

/** What the list of the roster shows. */
export interface RosterState {
  readonly q?: string;
  readonly kind?: UnitKind;
  /** The day as of which names are shown. */
  readonly on?: string;
}

/** What the page of a unit or group shows. */
export interface UnitState {
  readonly unitId: string;
  readonly on?: string;
}

const isKind = (text: string | undefined): text is UnitKind =>
  text !== undefined && Object.keys(words.UnitKind).includes(text);

const onOf = (on: string | undefined) => {
  const day = dayIn(on);
  return day ? { on: day } : {};
};

/** The address of the list, both ways. */
export const rosterAddress = {
  path: "/roster",
  read: ({ q, kind, on }: Raw): RosterState => ({
    ...(q ? { q } : {}),
    ...(isKind(kind) ? { kind } : {}),
    ...onOf(on),
  }),
  write: (state: RosterState): Raw => ({ ...state }),
};

/** The address of a unit or group, both ways. */
export const unitAddress = {
  path: "/roster/$unitId",
  read: ({ unitId = "", on }: Raw): UnitState => ({ unitId, ...onOf(on) }),
  write: (state: UnitState): Raw => ({ ...state }),
};
