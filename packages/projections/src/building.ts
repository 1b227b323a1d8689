// Building models anew beside those that answer, in Redis. What is built has keys of its own, which nobody reads until it takes
// the place of what answers. A rebuild that was interrupted is never gone on with: the next one deletes it and begins, or a projector
// does once nobody holds it any more.
import { type Changes, noChanges } from "./changes.ts";
import { type Commit, type ModelRef, noCheckpoint, type Views } from "./views.ts";

/** Models that are being built anew. */
export interface Building {
  /**
   * What their runner works on. A commit may be of any size: it goes in pieces, so that it is not one step. Rejects with
   * `BuildingLost` where going on would mix what is built with something else.
   */
  readonly views: Views;
  /**
   * Puts all of the models in the places of those that answer, in one step. False if one of those has come further meanwhile:
   * nothing has changed then, and it can be tried again after more events. Rejects with `BuildingLost`, and with `ViewsUnavailable`
   * where it is not known whether it was done: trying again is harmless and tells. That is so while a cluster moves the slot.
   */
  takePlace(): Promise<boolean>;
  /** Holds what is built for another five minutes. Whoever does not come back until then may find it deleted. */
  hold(): Promise<void>;
  /** Holds it no more. */
  letGo(): Promise<void>;
  /** Deletes what was built, and holds it no more. */
  abandon(): Promise<void>;
}

/** What was built cannot be gone on with. What answers has not been touched. */
export class BuildingLost extends Error {
  override readonly name = "BuildingLost";
}

/** How long a sign of life holds what is built, in milliseconds: far longer than a store or a machine is usually away. */
export const holdMs = 5 * 60 * 1000;

const taken = () =>
  new BuildingLost(
    "another rebuild of these read models has begun meanwhile, or Redis has lost what this one had built, or it was deleted " +
      `because this one gave no sign of life for ${holdMs / 60_000} minutes`,
  );

/** What building needs of the views in Redis. */
export interface BuildingParts {
  readonly views: Views;
  readonly takePlace: (
    build: string,
    taken: readonly { readonly built: ModelRef; readonly place: ModelRef }[],
  ) => Promise<"done" | "behind" | "broken" | "taken">;
  /** Holds models for so many milliseconds in the name of a rebuild. */
  readonly hold: (build: string, built: readonly ModelRef[], ms: number) => Promise<void>;
  /** Holds them no more, where it is still this rebuild that does. */
  readonly letGo: (build: string, built: readonly ModelRef[]) => Promise<void>;
}

/** Documents in a piece of a commit: about two megabytes. */
const docsPerPiece = 1000;

/** A model while it is built: under a name that no other model has. */
export const beside = <Ref extends ModelRef>({ name, version }: Ref) => ({ name: `${name}~next`, version });

/**
 * Begins to build models, all of them empty, and deletes what any other rebuild of them has made. Of rebuilds at once the last
 * one to begin goes on, because its name is in the checkpoints, which every commit has to meet.
 */
export async function beginBuilding(
  { views, takePlace, ...holding }: BuildingParts,
  models: readonly ModelRef[],
  build: string,
): Promise<Building> {
  const built = models.map(beside);
  const abandoned = async () => {
    for (const { name } of built) await views.dropOlder({ name, version: Number.POSITIVE_INFINITY });
  };
  const first = built.map((model) => ({ model, changes: noChanges, from: null, to: { ...noCheckpoint, build } }));
  const hold = () => holding.hold(build, built, holdMs);
  const letGo = () => holding.letGo(build, built);
  // Before there is anything, so that nobody finds it held by nobody.
  await hold();
  do await abandoned();
  while (!(await views.commit(first)).every((isOurs) => isOurs));

  const look: Views["look"] = async (looks) => {
    const standings = await views.look(looks.map((each) => ({ ...each, model: beside(each.model) })));
    if (standings.some(({ at }) => at.build !== build)) throw taken();
    return standings;
  };
  return {
    views: {
      ...views,
      look,
      commit: (commits) =>
        inPieces(
          views,
          commits.map((each) => ({ ...each, model: beside(each.model) })),
        ),
      drop: (model) => views.drop(beside(model)),
      // What answers goes on doing so, also where it is of an older version: its readers may still run.
      dropOlder: async () => {},
      checkpoint: async (model) => (await look([{ model, keys: [] }]))[0]?.at ?? noCheckpoint,
    },
    async takePlace() {
      const outcome = await takePlace(
        build,
        models.map((place) => ({ built: beside(place), place })),
      );
      if (outcome === "taken") throw taken();
      if (outcome === "broken") throw new BuildingLost("what was built is not whole, or has stopped at an event");
      return outcome === "done";
    },
    hold,
    letGo,
    async abandon() {
      const standings = await views.look(built.map((model) => ({ model, keys: [] })));
      if (standings.every(({ at }) => at.build === build)) await abandoned();
      await letGo();
    },
  };
}

/** Commits in pieces: while Redis works on one, the next is made. The position moves with the last. */
async function inPieces(views: Views, commits: readonly Commit[]): Promise<readonly boolean[]> {
  const size = commits.reduce((sum, { changes }) => sum + changes.after.length, 0);
  if (size <= docsPerPiece) return views.commit(commits);
  const pieces = commits.flatMap((commit, nth) => piecesOf(commit).map((piece) => ({ nth, piece })));
  const done = commits.map(() => true);
  let before: Promise<void> = Promise.resolve();
  try {
    for (const { nth, piece } of pieces) {
      const sent = views.commit([piece]).then(([isDone]) => {
        if (isDone !== true) done[nth] = false;
      });
      // A failure is handled where it is awaited.
      sent.catch(() => undefined);
      await before;
      before = sent;
    }
    await before;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new BuildingLost(`a commit was cut off between its pieces (${why})`, { cause });
  }
  if (!done.every((isDone) => isDone)) throw taken();
  return done;
}

function piecesOf({ changes: { before, after }, ...commit }: Commit): Commit[] {
  const now = new Set(after.map(({ key }) => key));
  const old = new Map(before.map((each) => [each.key, each]));
  const pieces: Changes[] = [{ before: before.filter(({ key }) => !now.has(key)), after: [] }];
  for (let from = 0; from < after.length; from += docsPerPiece) {
    const some = after.slice(from, from + docsPerPiece);
    pieces.push({ before: some.flatMap(({ key }) => old.get(key) ?? []), after: some });
  }
  const onTheWay = { ...commit.to, position: commit.from, live: false };
  return pieces.map((changes, nth) => ({ ...commit, changes, to: nth < pieces.length - 1 ? onTheWay : commit.to }));
}
