// The people of the demonstration, region by region 演示身份.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useConsole } from "../console.ts";
import { useTexts } from "../texts/catalogue.ts";
import { developmentPeople, developmentToken, type Person } from "./people.ts";
import { signInTexts } from "./texts.ts";

/** Who there is; nobody where the server has none. */
export const usePeople = () => useQuery({ queryKey: ["development people"], queryFn: developmentPeople });

export function PeopleList() {
  const texts = useTexts(signInTexts);
  const { session } = useConsole();
  const [isRefused, setRefused] = useState(false);
  const people = usePeople().data?.people ?? [];
  if (people.length === 0) return null;
  const regions = [...new Set(people.map(({ regionName }) => regionName))];
  const partOf = (part: string) =>
    ({
      office: texts.office,
      lead: texts.lead,
      responsible: texts.responsible,
      auditor: texts.auditor,
      analyst: texts.analyst,
      admin: texts.admin,
    })[part] ?? part;
  async function signInAs({ subjectId }: Person): Promise<void> {
    const token = await developmentToken(subjectId);
    setRefused(token === null);
    if (token !== null) session.signIn({ token, development: subjectId });
  }
  return (
    <section className="people">
      <h2>{texts.people}</h2>
      <p className="small">{isRefused ? <strong role="alert">{texts.noToken}</strong> : texts.peopleHint}</p>
      {regions.map((region) => (
        <div key={region} className="people-region">
          <h3>{region}</h3>
          <ul>
            {people
              .filter(({ regionName }) => regionName === region)
              .map((person) => (
                <li key={person.subjectId}>
                  <button type="button" onClick={() => void signInAs(person)}>
                    <span>{person.unitName ?? partOf(person.part)}</span>
                    {person.unitName !== null && <span className="small"> {partOf(person.part)}</span>}
                  </button>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
