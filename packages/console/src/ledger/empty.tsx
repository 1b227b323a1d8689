// Where no line is shown 没有事项: why not, and the nearest door.
import type { LedgerPageQuery } from "../generated/operations.ts";
import { importAddress } from "../import/address.ts";
import { useMe } from "../me.ts";
import { PageLink } from "../parts/page-link.tsx";
import { useTexts } from "../texts/catalogue.ts";
import { type LedgerState, ledgerAddress, whereOf } from "./address.ts";
import { ledgerTexts } from "./texts.ts";

export type Counts = NonNullable<LedgerPageQuery["unitLedger"]>["counts"];

export function Empty({
  state,
  counts,
  go,
}: {
  readonly state: LedgerState;
  readonly counts: Counts;
  readonly go: (state: LedgerState) => void;
}) {
  const texts = useTexts(ledgerTexts);
  const { roles } = useMe();
  const { unitId } = state;
  if (Object.keys(whereOf(state)).length > 0) {
    return (
      <p className="nothing">
        {texts.emptyFiltered}{" "}
        <button type="button" onClick={() => go({ unitId })}>
          {texts.clear}
        </button>
      </p>
    );
  }
  return (
    <p className="nothing">
      {texts.empty(counts.byState.signedOff)}{" "}
      {counts.byState.signedOff > 0 && (
        <PageLink page={ledgerAddress} state={{ unitId, state: "SIGNED_OFF" as const }}>
          {texts.seeDone}
        </PageLink>
      )}
      {roles.includes("OFFICE") && (
        <PageLink page={importAddress} state={{}}>
          {texts.toImport}
        </PageLink>
      )}
    </p>
  );
}
