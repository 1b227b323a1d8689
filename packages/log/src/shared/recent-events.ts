// The latest events of the log, without a gap, as far back as there is room for them.
import { type Followed, type Place, type Position, placeOf } from "../event-log.ts";

/** A message about an event. */
export type FollowedEvent = Extract<Followed, { kind: "event" | "unreadable" }>;

/** How much is kept, at the most; the last event is kept even if it is larger. */
export interface RecentBounds {
  readonly events: number;
  /** Characters of their data as JSON. */
  readonly characters: number;
}

/** The latest events. Each has a number, by which a reader goes on to the next. */
export interface RecentEvents {
  /** Where the last of them is; null in an empty log. */
  last(): Place | null;
  /** The last of them; null where none is kept yet. */
  newest(): FollowedEvent | null;
  add(followed: FollowedEvent): void;
  /** The number of the event behind a place, which may not be there yet; null where the place is not among them. */
  behind(place: Place | null): number | null;
  /** The event of a number: "none" where it has not come yet, "gone" where it is kept no longer. */
  numbered(number: number): FollowedEvent | "none" | "gone";
  /** The event at a position, if it is among them. */
  at(position: Position): FollowedEvent | null;
}

interface Kept {
  readonly followed: FollowedEvent;
  readonly characters: number;
}

/** Begins behind a place (null: at the beginning of the log). */
export function recentEvents(start: Place | null, most: RecentBounds): RecentEvents {
  const kept: Kept[] = [];
  const numbers = new Map<Position, number>();
  /** The number of the first that is kept, and the place before it. */
  let first = 0;
  let floor = start;
  let characters = 0;

  function forgetFirst(): void {
    const oldest = kept.shift();
    if (!oldest) return;
    floor = placeOf(oldest.followed.event);
    numbers.delete(floor.position);
    characters -= oldest.characters;
    first += 1;
  }

  const eventOf = (number: number | undefined) => (number === undefined ? undefined : kept[number - first]?.followed);

  return {
    last() {
      const newest = kept.at(-1);
      return newest ? placeOf(newest.followed.event) : floor;
    },
    newest: () => kept.at(-1)?.followed ?? null,
    add(followed) {
      numbers.set(followed.event.position, first + kept.length);
      kept.push({ followed, characters: charactersOf(followed) });
      characters += kept.at(-1)?.characters ?? 0;
      while (kept.length > 1 && (kept.length > most.events || characters > most.characters)) forgetFirst();
    },
    behind(place) {
      if (place === null || floor?.position === place.position) return isSame(place, floor) ? first : null;
      const number = numbers.get(place.position);
      const found = eventOf(number);
      return number !== undefined && found && isSame(place, placeOf(found.event)) ? number + 1 : null;
    },
    numbered(number) {
      if (number < first) return "gone";
      return eventOf(number) ?? "none";
    },
    at: (position) => eventOf(numbers.get(position)) ?? null,
  };
}

const isSame = (place: Place | null, held: Place | null): boolean =>
  place === null || held === null ? place === held : place.mark === null || place.mark === held.mark;

const charactersOf = ({ kind, event }: FollowedEvent): number =>
  kind === "event" ? JSON.stringify(event.fact.data).length : event.message.length;
