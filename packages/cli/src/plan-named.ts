// The plan that somebody means by its id or by one of its titles, as people name it on the command line.
import { inBoth } from "@taizhang/process";

/** A plan of a region. */
export interface KnownPlan {
  readonly planId: string;
  readonly region: string;
  readonly title: string;
  /** Null where its notice has none of its own. */
  readonly noticeTitle: string | null;
}

/** The one among these plans. Throws a sentence with those that there are where it is none of them, or several. */
export async function planNamed(
  wanted: string,
  plans: AsyncIterable<KnownPlan>,
  region: string | undefined,
): Promise<KnownPlan> {
  const known = new Map<string, KnownPlan>();
  for await (const plan of plans) known.set(plan.planId, plan);
  const there = [...known.values()];
  const found = there.filter(({ planId, title, noticeTitle }) => [planId, title, noticeTitle].includes(wanted));
  const [only, ...more] = found;
  if (only !== undefined && more.length === 0) return only;
  const zhOf = region === undefined ? "" : `${region} `;
  const enOf = region === undefined ? "" : ` of ${region}`;
  if (only !== undefined) {
    const zh = `${zhOf}有几个计划同名，请用编号指明`;
    throw new Error(
      `${inBoth({ zh, en: `several plans${enOf} have this title; name one by its id` })}:\n${listed(found)}`,
    );
  }
  const unknown = { zh: `${zhOf}没有此编号或名称的计划`, en: `no plan${enOf} has this id or title` };
  if (there.length > 0)
    throw new Error(`${inBoth({ zh: unknown.zh, en: `${unknown.en}; there are` })}:\n${listed(there)}`);
  throw new Error(inBoth({ zh: `${unknown.zh}，一个计划也没有`, en: `${unknown.en}; there is none` }));
}

const listed = (plans: readonly KnownPlan[]): string =>
  plans.map(({ planId, region, title }) => `  ${planId} ${region} ${title}`).join("\n");
