// Who did something, and when: what documents keep of an act besides its words.
import { type Envelope, type Principal, personIn } from "@taizhang/domain";

/** The person behind an act, and its instant, ISO in UTC. */
export interface Deed {
  readonly by: Principal;
  readonly at: string;
}

/** The deed of an event. */
export const deedOf = (meta: Envelope): Deed => ({ by: personIn(meta), at: meta.happenedAt });
