// A number that is a door 数字可点: it leads to the list of what it counts, which has as many lines; 0 is text.
import type { Page } from "../page.ts";
import { changeText } from "./change-text.ts";
import { PageLink } from "./page-link.tsx";

export function NumberLink<State>({
  count,
  before,
  of,
  page,
  state,
}: {
  readonly count: number;
  /** The number at another moment, where two are compared; what has changed stands beside the number. */
  readonly before?: number | undefined;
  /** What is counted, in words, such as 牵头 已逾期: read out with the number. */
  readonly of: string;
  readonly page: Pick<Page<State>, "path" | "write">;
  readonly state: State;
}) {
  const change = changeText(count, before);
  const beside = change !== "" && <span className="number-change"> {change}</span>;
  if (count === 0) {
    return <span className="number">0{beside}</span>;
  }
  return (
    <span className="number">
      <PageLink page={page} state={state} aria-label={`${of} ${count}`}>
        {String(count)}
      </PageLink>
      {beside}
    </span>
  );
}
