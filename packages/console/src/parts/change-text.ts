// By how much a number has changed 增减, as it stands beside the number.

/** Such as `(−12)` or `(+3)`; nothing where it is the same, or not compared. The minus is the sign, not a hyphen. */
export function changeText(count: number, before: number | undefined): string {
  if (before === undefined || before === count) return "";
  return count > before ? `(+${count - before})` : `(−${before - count})`;
}
