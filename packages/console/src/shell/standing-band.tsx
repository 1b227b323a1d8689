// The red band 告警: on every page while a read model is stopped, or while anybody could act as anybody.
import { useConsole } from "../console.ts";
import { addressOf } from "../page.ts";
import { AddressLink } from "../parts/page-link.tsx";
import { useStore } from "../store.ts";
import { systemAddress } from "../system/address.ts";
import { useTexts } from "../texts/catalogue.ts";
import { useJoining } from "../texts/joining.ts";
import { useHealth } from "./health.ts";
import { useOpens } from "./navigation.tsx";
import { shellTexts } from "./texts.ts";

export function StandingBand() {
  const texts = useTexts(shellTexts);
  const joining = useJoining();
  const health = useHealth();
  const { signedIn } = useStore(useConsole().session.standing);
  const stopped = (health?.problems ?? []).filter(({ code }) => code === "STOPPED").map(({ part }) => part);
  // In the demonstration its own band says so.
  const isOpenDoor = health?.hasDevelopmentTokens === true && signedIn?.development == null;
  const opens = useOpens();
  if (stopped.length === 0 && !isOpenDoor) return null;
  return (
    <div className="band band-alarm" role="alert">
      {stopped.length > 0 && (
        <span>
          <span aria-hidden="true">■</span> {texts.stopped(joining.list(stopped))}{" "}
          {opens(systemAddress.path) && <AddressLink to={addressOf(systemAddress, {})}>{texts.toSystem}</AddressLink>}
        </span>
      )}
      {isOpenDoor && (
        <span>
          <span aria-hidden="true">■</span> {texts.openDoor}
        </span>
      )}
    </div>
  );
}
