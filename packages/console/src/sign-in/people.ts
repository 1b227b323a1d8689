// The people of the demonstration 演示身份, whom the server lets in by one press where it is served to this machine alone.
import { isJson, parsed, textIn } from "../json.ts";

/** Somebody to sign in as. */
export interface Person {
  readonly subjectId: string;
  readonly regionId: string;
  readonly regionName: string;
  readonly unitName: string | null;
  readonly part: string;
}

/** All of them, and the day on which what is played ends. */
export interface People {
  readonly people: readonly Person[];
  readonly storyEndsOn: string | null;
}

/** Who there is; nobody where the server has none. */
export async function developmentPeople(): Promise<People> {
  const answer = await fetch("/development/people").catch(() => null);
  const body = answer?.ok ? parsed(await answer.text()) : null;
  const listed = isJson(body) && Array.isArray(body["people"]) ? body["people"] : [];
  return { people: listed.flatMap((each) => personOf(each) ?? []), storyEndsOn: textIn(body, "storyEndsOn") };
}

/** A token for one of them; null where the server gives none. */
export async function developmentToken(subjectId: string): Promise<string | null> {
  const answer = await fetch("/development/token", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ subjectId }),
  }).catch(() => null);
  return answer?.ok ? textIn(parsed(await answer.text()), "token") : null;
}

function personOf(value: unknown): Person | null {
  const [subjectId, regionId, regionName, part] = ["subjectId", "regionId", "regionName", "part"].map((field) =>
    textIn(value, field),
  );
  if (subjectId == null || regionId == null || regionName == null || part == null) return null;
  return { subjectId, regionId, regionName, part, unitName: textIn(value, "unitName") };
}
