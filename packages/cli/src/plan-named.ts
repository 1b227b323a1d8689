// The plan that somebody means by its id or by one of its titles, as people name it on the command line.
import { beijingDay, type PlanStatus, type Sentence } from "@taizhang/domain";
import { inBoth } from "@taizhang/process";

/** A plan of a region. */
export interface KnownPlan {
  readonly planId: string;
  readonly region: string;
  readonly title: string;
  /** Null where its notice has none of its own. */
  readonly noticeTitle: string | null;
  /** How far it is now. */
  readonly status: keyof typeof statusWords;
  readonly importedAt: string;
}

/** How far a plan is, in words for people. */
export const statusWords = {
  draft: { zh: "草稿", en: "draft" },
  discarded: { zh: "已作废", en: "discarded" },
  confirmed: { zh: "已确认", en: "confirmed" },
  issued: { zh: "已印发", en: "issued" },
  closed: { zh: "已关闭", en: "closed" },
} satisfies Readonly<Record<Exclude<PlanStatus, "none">, Sentence>>;

/**
 * The one among these plans. A draft that was discarded is meant only by its id: the one that was imported in its place
 * has its title. Throws a sentence with those that there are where it is none of them, or several.
 */
export async function planNamed(
  wanted: string,
  plans: AsyncIterable<KnownPlan>,
  region: string | undefined,
): Promise<KnownPlan> {
  const known = new Map<string, KnownPlan>();
  for await (const plan of plans) known.set(plan.planId, plan);
  const there = [...known.values()];
  const found = there.filter((plan) => isMeant(plan, wanted));
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

const isMeant = ({ planId, title, noticeTitle, status }: KnownPlan, wanted: string): boolean =>
  planId === wanted || (status !== "discarded" && [title, noticeTitle].includes(wanted));

/** One a line, with what tells plans of one title apart. */
const listed = (plans: readonly KnownPlan[]): string =>
  plans
    .map(({ planId, region, title, status, importedAt }) => {
      const { zh, en } = statusWords[status];
      return `  ${planId} ${region} ${title}（${zh} ${en}，${beijingDay(importedAt)} 导入 imported）`;
    })
    .join("\n");
