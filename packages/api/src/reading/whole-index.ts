// Reads a whole index of the views, for queries that no index answers page by page.
import type { Answer, Documents, Found, PageOf, Views } from "@taizhang/projections";
import { problem } from "../errors.ts";

// Far more plans or tasks than a region or a unit gets in years, and still one answer of the views.
const most = 10_000;

/** Everything in an index, in its order. Throws `LIMIT_EXCEEDED` where that is more than 10,000 entries. */
export async function wholeIndex<Doc>(
  views: Pick<Views, "list">,
  of: Documents<Doc>,
  index: string,
  span: Pick<PageOf, "from" | "to"> = {},
): Promise<Answer<readonly Found<Doc>[]>> {
  const { value, ...answer } = await views.list(of, index, { first: most, ...span });
  if (!value.hasMore) return { ...answer, value: value.items };
  throw problem("LIMIT_EXCEEDED", {
    zh: `这一查询涉及的条目超过${most}条；请缩小范围。`,
    en: `This query covers more than ${most} entries; ask for a narrower span.`,
  });
}
