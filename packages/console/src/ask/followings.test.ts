// Tabs that follow the feed over one socket: whoever holds it, and however often that changes, nothing is missed or doubled.
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Followings, followings, type Serve, type Told } from "./followings.ts";

interface Message {
  readonly cursor: string;
}

const messageIn = (value: unknown): Message | null =>
  typeof value === "object" && value !== null && "cursor" in value ? { cursor: String(value.cursor) } : null;

/** A log of numbers, its followers, and the tabs that hear one another. Messages arrive when they are let through. */
function office() {
  let length = 0;
  const followers = new Set<() => void>();
  const listeners = new Map<string, (message: unknown) => void>();
  const onTheirWay: (() => void)[] = [];
  let open = 0;
  let most = 0;

  const serve: Serve<Message> = ({ from }, tell) => {
    let at = Number(from.after ?? from.since ?? 0);
    const tellAll = () => {
      while (at < length) {
        at += 1;
        tell({ kind: "message", message: { cursor: String(at) } });
      }
    };
    followers.add(tellAll);
    open += 1;
    most = Math.max(most, open);
    tellAll();
    return () => {
      if (followers.delete(tellAll)) open -= 1;
    };
  };

  function tab(id: string): Followings<Message> {
    const channel = {
      post(message: unknown) {
        for (const [other] of listeners)
          if (other !== id) onTheirWay.push(() => listeners.get(other)?.(structuredClone(message)));
      },
      listen: (heard: (message: unknown) => void) => void listeners.set(id, heard),
    };
    return followings<Message>({ id, channel, serve, messageIn });
  }

  return {
    tab,
    close: (id: string) => void listeners.delete(id),
    happen() {
      length += 1;
      for (const follower of [...followers]) follower();
    },
    length: () => length,
    deliver(count = Number.POSITIVE_INFINITY) {
      for (let no = 0; no < count && onTheirWay.length > 0; no += 1) onTheirWay.shift()?.();
    },
    open: () => open,
  };
}

const numbers = (told: readonly Told<Message>[]) =>
  told.flatMap((each) => (each.kind === "message" ? [Number(each.message.cursor)] : []));

const upTo = (count: number) => Array.from({ length: count }, (_none, at) => at + 1);

test("each tab is told of each change once and in order, whoever takes the socket and loses it, and when", () => {
  const step = fc.oneof(
    fc.constant({ do: "happen" as const }),
    fc.record({ do: fc.constant("take" as const), tab: fc.integer({ min: 0, max: 2 }) }),
    fc.record({ do: fc.constant("deliver" as const), count: fc.integer({ min: 1, max: 9 }) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const { tab, happen, deliver, length, open } = office();
      const tabs = ["a", "b", "c"].map(tab);
      const heard = tabs.map((each) => {
        const told: Told<Message>[] = [];
        each.follow({ from: {}, filter: {} }, (one) => void told.push(one));
        return told;
      });
      let holder = -1;
      const take = (at: number) => {
        if (at === holder) return;
        tabs[at]?.taken();
        // The one before hears of it later, as of every word between tabs.
        const before = holder;
        holder = at;
        if (before >= 0) tabs[before]?.lost();
      };
      for (const each of steps) {
        if (each.do === "happen") happen();
        if (each.do === "deliver") deliver(each.count);
        if (each.do === "take") take(each.tab);
      }
      take(0);
      deliver();
      happen();
      deliver();
      for (const told of heard) expect(numbers(told)).toEqual(upTo(length()));
      // Each following is asked for once: nothing that was given up is still served.
      expect(open()).toBe(3);
    }),
  );
});

test("the socket's tab is killed, and another one goes on from the last change", () => {
  const { tab, happen, deliver, close, length } = office();
  const [first, second] = [tab("a"), tab("b")];
  first.taken();
  const told: Told<Message>[] = [];
  second.follow({ from: { since: "0" }, filter: {} }, (one) => void told.push(one));
  deliver();
  happen();
  deliver();
  close("a");
  happen();
  deliver();
  second.taken();
  happen();
  expect(numbers(told)).toEqual(upTo(length()));
});

test("two tabs that hold the socket at the same time double nothing", () => {
  const { tab, happen, deliver, length } = office();
  const [first, second, third] = [tab("a"), tab("b"), tab("c")];
  const told: Told<Message>[] = [];
  third.follow({ from: {}, filter: {} }, (one) => void told.push(one));
  first.taken();
  second.taken();
  deliver();
  happen();
  deliver();
  second.lost();
  deliver();
  happen();
  deliver();
  expect(numbers(told)).toEqual(upTo(length()));
});

test("a following that is refused is over", () => {
  const heard: unknown[] = [];
  const why = { code: "CURSOR_OF_OTHER_LOG", sentence: { zh: "游标", en: "cursor" } };
  const listeners = new Map<number, (message: unknown) => void>();
  const channelOf = (at: number) => ({
    post: (message: unknown) => listeners.get(1 - at)?.(structuredClone(message)),
    listen: (listener: (message: unknown) => void) => void listeners.set(at, listener),
  });
  let served = 0;
  const serve: Serve<Message> = (_wanted, tell) => {
    served += 1;
    tell({ kind: "refused", why });
    return () => undefined;
  };
  const holder = followings<Message>({ id: "a", channel: channelOf(0), serve, messageIn });
  const follower = followings<Message>({ id: "b", channel: channelOf(1), serve, messageIn });
  holder.taken();
  follower.follow({ from: { after: "x" }, filter: { types: ["TaskOpened"] } }, (one) => void heard.push(one));
  holder.taken();
  expect(heard).toEqual([{ kind: "refused", why }]);
  expect(served).toBe(1);
});
