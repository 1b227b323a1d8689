// Ticks of a list 勾选: each change is made to the ticks as they are by then, because she may tick others while an answer is awaited.

/** The ids of what is ticked. */
export type Ticks = ReadonlySet<string>;

/** With one ticked, or no longer. */
export const toggled =
  (id: string) =>
  (now: Ticks): Ticks =>
    now.has(id) ? unticked([id])(now) : ticked([id])(now);

/** With these ticked, too. */
export const ticked =
  (ids: readonly string[]) =>
  (now: Ticks): Ticks =>
    new Set([...now, ...ids]);

/** Without these. */
export const unticked = (ids: Iterable<string>): ((now: Ticks) => Ticks) => {
  const gone = new Set(ids);
  return (now) => new Set([...now].filter((id) => !gone.has(id)));
};
