// What stands over every page of the audit: its name, the way to the others, and that nothing is done here.
import { useMe } from "../me.ts";
import { base } from "../page.ts";
import { AddressLink } from "../parts/page-link.tsx";
import { useTexts } from "../texts/catalogue.ts";
import { asOfAddress } from "./as-of/address.ts";
import { compareAddress } from "./compare/address.ts";
import { deniedAddress } from "./denied/address.ts";
import { proofsAddress } from "./proofs/address.ts";
import { replayAddress } from "./replay/address.ts";
import { auditTexts } from "./texts.ts";
import "../styles/ledger.css";
import "../styles/audit.css";
import "../styles/changed.css";

const addresses = {
  asOf: asOfAddress,
  compare: compareAddress,
  replay: replayAddress,
  denied: deniedAddress,
  proofs: proofsAddress,
};

/** The pages of the audit. */
export type AuditPage = keyof typeof addresses;

const order: readonly AuditPage[] = ["asOf", "compare", "replay", "denied", "proofs"];

export function AuditHead({ current }: { readonly current: AuditPage }) {
  const texts = useTexts(auditTexts);
  const isAuditor = useMe().roles.includes("AUDITOR");
  return (
    <>
      <h1>
        {texts.audit} · {texts[current]}
      </h1>
      <nav aria-label={texts.pages}>
        <ul className="audit-pages">
          {order
            .filter((each) => each !== "denied" || isAuditor)
            .map((each) => (
              <li key={each}>
                <AddressLink to={`${base}${addresses[each].path}`} aria-current={each === current ? "page" : undefined}>
                  {texts[each]}
                </AddressLink>
              </li>
            ))}
        </ul>
      </nav>
      <p className="small no-trace">{texts.noTrace}</p>
    </>
  );
}
