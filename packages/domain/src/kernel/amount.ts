// Amounts 数量 that are counted towards a target: decimals in text, added up exactly, because floats would not be.
import { z } from "zod";
import { faults } from "./faults.ts";

const places = 4;
const scale = 10n ** BigInt(places);

/** An amount above zero: at most nine digits before the point and four behind it, such as `4` or `12.5`. */
export const amount = z.string().regex(/^(?=.*[1-9])(?:0|[1-9]\d{0,8})(?:\.\d{1,4})?$/, faults.amount.en);

/** A sum of amounts, which may be zero and longer than any of them. */
export const total = z.string().regex(/^\d+(?:\.\d{1,4})?$/);

/** The sum of nothing. */
export const noAmount = "0";

const inSmallest = (decimal: string): bigint => {
  const [whole = "0", fraction = ""] = decimal.split(".");
  return BigInt(whole) * scale + BigInt(fraction.padEnd(places, "0"));
};

/** The sum of two amounts, without zeros at its end: 1.5 and 2.50 are 4. */
export function added(one: string, other: string): string {
  const sum = inSmallest(one) + inSmallest(other);
  const fraction = (sum % scale).toString().padStart(places, "0").replace(/0+$/, "");
  return fraction === "" ? `${sum / scale}` : `${sum / scale}.${fraction}`;
}

/** True once a sum is as great as the target. */
export const reaches = (sum: string, target: string): boolean => inSmallest(sum) >= inSmallest(target);
