// Evidence 佐证材料: what a unit shows as published. A link leads out to its host, which stands beside it as it is written and as the network knows it.
import { useTexts } from "../texts/catalogue.ts";
import { PlainText } from "./plain-text.tsx";
import { partTexts } from "./texts.ts";
import { hostsOf, webAddress } from "./web-address.ts";

interface Shown {
  readonly title: string;
  readonly url?: string | null;
  readonly path?: readonly string[] | null;
}

export function EvidenceList({ evidence }: { readonly evidence: readonly Shown[] }) {
  const texts = useTexts(partTexts);
  if (evidence.length === 0) return null;
  return (
    <ul className="evidence">
      {evidence.map(({ title, url, path }, at) => {
        const address = webAddress(url);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: evidence has no id, and is shown as it was filed.
          <li key={at}>
            {address ? (
              <a href={address.href} target="_blank" rel="noopener noreferrer nofollow" title={texts.opensNew}>
                <PlainText>{title}</PlainText>
              </a>
            ) : (
              <PlainText>{title}</PlainText>
            )}
            {address && (
              <span className="small">
                {" "}
                <PlainText>{hostsOf(url ?? "", address)}</PlainText>
              </span>
            )}
            {path && path.length > 0 && (
              <span className="small">
                {" "}
                <PlainText>{path.join(" › ")}</PlainText>
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
