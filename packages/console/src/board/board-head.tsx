// The head of a board's table: the columns under what they count, each with its word; a column may be the one to sort by.
import { lampShape } from "../parts/lamp.tsx";
import { PageLink } from "../parts/page-link.tsx";
import { useTexts } from "../texts/catalogue.ts";
import { type BoardState, boardAddress } from "./address.ts";
import type { Column } from "./columns.ts";
import { boardTexts } from "./texts.ts";
import { useCalled } from "./words.ts";

export function BoardHead<Counts>({
  first,
  columns,
  sorting,
}: {
  /** The words of the first columns, which are no numbers. */
  readonly first: readonly string[];
  readonly columns: readonly Column<Counts>[];
  /** By which column the rows are sorted; left out where they are not. */
  readonly sorting?: { readonly state: BoardState; readonly by: string };
}) {
  const texts = useTexts(boardTexts);
  const called = useCalled();
  const groups = (["tasks", "assignments"] as const)
    .map((of) => ({ of, count: columns.filter(({ group }) => group === of).length }))
    .filter(({ count }) => count > 0);
  return (
    <>
      <tr>
        {first.map((word) => (
          <th key={word} scope="col" rowSpan={2}>
            {word}
          </th>
        ))}
        {groups.map(({ of, count }) => (
          <th key={of} scope="colgroup" colSpan={count} className="board-group">
            {of === "tasks" ? texts.tasksGroup : texts.assignmentsGroup}
          </th>
        ))}
      </tr>
      <tr>
        {columns.map(({ key, called: by, picks }) => {
          const word = key === picks.of ? texts.all : called(by);
          const text = (
            <>
              {"lamp" in by && (
                <span className="board-lamp" aria-hidden="true">
                  {lampShape(by.lamp)}
                </span>
              )}
              {word}
            </>
          );
          const isBy = sorting?.by === key;
          return (
            <th key={key} scope="col" aria-sort={isBy ? "descending" : undefined}>
              {sorting ? (
                <PageLink
                  page={boardAddress}
                  state={{ ...sorting.state, sort: key }}
                  title={texts.sortBy(word)}
                  aria-current={isBy ? "true" : undefined}
                >
                  {text}
                  {isBy && <span aria-hidden="true"> ↓</span>}
                </PageLink>
              ) : (
                text
              )}
            </th>
          );
        })}
      </tr>
    </>
  );
}
