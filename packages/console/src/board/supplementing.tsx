// Supplementing a plan by a later notice 补充计划: which notice, and what each of its rows does; none may be left out.
import { useState } from "react";
import { ActForm } from "../act/act-form.tsx";
import type { Closing } from "../act/closing.ts";
import type { FieldSpec } from "../act/fields.ts";
import { useQuestion } from "../ask/use-question.ts";
import {
  RowsToSupplementDocument,
  type RowsToSupplementQuery,
  type RowUse,
  SupplementPlanDocument,
} from "../generated/operations.ts";
import { Answered, NotFound } from "../parts/answer.tsx";
import { ConfirmedPlanChoice, useConfirmedFound } from "../parts/plan-choice.tsx";
import { useTaskNo } from "../parts/task-no.ts";
import { useWords } from "../parts/word.tsx";
import { useTexts } from "../texts/catalogue.ts";
import { words } from "../words.ts";
import { boardTexts } from "./texts.ts";

/** The most rows that a form shows; longer notices are supplemented through the API. */
const mostRows = 100;

const isUse = (text: string | undefined): text is RowUse => Object.keys(words.RowUse).includes(text ?? "");
const uses = Object.keys(words.RowUse).filter(isUse);

interface Supplementing {
  readonly planId: string;
  readonly title: string;
  readonly close: Closing;
}

export function SupplementPlan(supplementing: Supplementing) {
  const texts = useTexts(boardTexts);
  const [noticeId, choose] = useState<string>();
  const { found } = useConfirmedFound("");
  if (found?.total === 0) return <p>{texts.noNotice}</p>;
  return (
    <div className="field">
      <ConfirmedPlanChoice label={texts.chooseNotice} none={texts.noneChosen} plan={noticeId} choose={choose} />
      {noticeId !== undefined && <RowsOfNotice key={noticeId} noticeId={noticeId} {...supplementing} />}
    </div>
  );
}

function RowsOfNotice({ noticeId, ...supplementing }: Supplementing & { readonly noticeId: string }) {
  const { planId } = supplementing;
  const question = useQuestion(RowsToSupplementDocument, { planId, noticeId, first: mostRows }, { about: { planId } });
  return (
    <Answered question={question}>
      {({ plan, notice }) =>
        plan && notice ? <RowsForm plan={plan} notice={notice} {...supplementing} /> : <NotFound />
      }
    </Answered>
  );
}

function RowsForm({
  plan,
  notice,
  planId,
  title,
  close,
}: Supplementing & {
  readonly plan: NonNullable<RowsToSupplementQuery["plan"]>;
  readonly notice: NonNullable<RowsToSupplementQuery["notice"]>;
}) {
  const texts = useTexts(boardTexts);
  const wordOfUse = useWords("RowUse");
  const called = useTaskNo();
  if (Math.max(plan.rows.totalCount, notice.rows.totalCount) > mostRows) return <p>{texts.tooLong}</p>;
  const ofPlan = plan.rows.edges.map(({ node }) => [String(node.row), texts.planRow(called(node), node.text)] as const);
  const rows = notice.rows.edges.map(({ node }) => node);
  // Called as in the input, so that what is wrong with one of them is told with its label.
  const specs = rows.flatMap(({ row, no, text }, at): FieldSpec[] => {
    const name = called({ row, no });
    return [
      {
        ...{ name: `map.${at}.kind`, label: texts.rowDoes(name, text), kind: "choice", first: "ADDS" },
        options: uses.map((use) => [use, wordOfUse(use)] as const),
      },
      { name: `map.${at}.of`, label: texts.ofRow(name), kind: "choice", options: [["", texts.noRow], ...ofPlan] },
      { name: `map.${at}.reason`, label: texts.whyIgnored(name), kind: "line" },
    ];
  });
  return (
    <ActForm
      form={`supplementPlan/${planId}/${notice.id}`}
      title={title}
      specs={[...specs, { name: "on", label: texts.supplementOn, kind: "day" }]}
      command={(fields, commandId) => ({
        document: SupplementPlanDocument,
        of: `plan/${planId}`,
        input: {
          ...{ commandId, planId, sourceSha256: notice.source.sha256, on: fields["on"] || null },
          map: rows.map(({ row }, at) => {
            const said = fields[`map.${at}.kind`];
            const kind = isUse(said) ? said : "ADDS";
            const [of, why] = [fields[`map.${at}.of`] || null, fields[`map.${at}.reason`]?.trim() || null];
            const isAbout = kind === "AMENDS" || kind === "WITHDRAWS";
            return {
              ...{ row, kind },
              ...(isAbout && of !== null ? { of: Number(of) } : {}),
              ...(kind === "IGNORED" && why !== null ? { reason: why } : {}),
            };
          }),
        },
      })}
      done={close}
      cancel={close}
    />
  );
}
