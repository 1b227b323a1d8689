// Who acts, in which region, with which roles, and when.
import { z } from "zod";
import { faults } from "./faults.ts";
import { regionId, unitId } from "./shapes.ts";
import { textFault } from "./texts.ts";

/** The roles a token may carry. 牵头 and 责任 are relations in a task's state, not roles. */
export const role = z.enum(["office", "unit", "auditor", "analyst", "admin", "developer"]);
export type Role = z.infer<typeof role>;

/** Who an action is open to: a role, or a policy of the system itself. */
export type Doer = Role | "policy";

/** On whose behalf a policy acts: the person whose act it reacts to. */
export const principal = z.object({ subjectId: z.string().min(1), unitId: unitId.nullable() });
export type Principal = z.infer<typeof principal>;

/** Who gives a command. A person is an opaque subject id: names are looked up when shown, never stored. */
export interface Actor {
  readonly subjectId: string;
  readonly regionId: string;
  readonly unitId: string | null;
  readonly roles: readonly Doer[];
  readonly onBehalfOf: Principal | null;
  /** The instant of the act, ISO in UTC, from the clock of the process that executes it. */
  readonly at: string;
}

const ownSubjects = "policy:";

/** The subject of the system itself, where it acts by a rule of this name. */
export const policySubject = (rule: string): string => `${ownSubjects}${rule}`;

/** True for a subject that could be read as the system itself. */
const isOwnSubject = (sub: string): boolean => sub.normalize("NFKC").trimStart().toLowerCase().startsWith(ownSubjects);

/** What a token says about its bearer. */
export const bearer = z.object({
  // It is stored with every fact, like the texts of commands.
  sub: z
    .string()
    .min(1)
    .max(200)
    .refine((sub) => textFault(sub, "oneLine") === null, faults.unseenCharacter.en)
    .refine((sub) => !isOwnSubject(sub), faults.ownSubject.en),
  regionId,
  unitId: unitId.nullable().default(null),
  roles: z.array(role).min(1),
});
export type Bearer = z.infer<typeof bearer>;

/** True if the actor has the role. */
export function has(actor: Pick<Actor, "roles">, wanted: Doer): boolean {
  return actor.roles.includes(wanted);
}
