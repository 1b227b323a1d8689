import type { Bearer } from "@taizhang/domain";
import { Overloaded } from "@taizhang/log";
import { expect, test } from "vitest";
import { limitReadings } from "./limit-readings.ts";
import type { NoticeReading } from "./notice.ts";

const unread: NoticeReading = { error: { code: "NOT_A_NOTICE", message: "no table", messageZh: "没有任务表" } };

/** A reader of notices whose readings end when the test says so. */
function slowReader() {
  const ends: (() => void)[] = [];
  const read = () => new Promise<NoticeReading>((resolve) => ends.push(() => resolve(unread)));
  return { ends, read };
}

test("two notices are read at once, a third waits, and a fourth is refused", async () => {
  const { ends, read } = slowReader();
  const few = limitReadings(read, { atOnce: 2, waiting: 1, perBearer: 9 });
  const bytes = new Uint8Array();
  const first = few([{ bytes, name: "1" }]);
  const second = few([{ bytes, name: "2" }]);
  const third = few([{ bytes, name: "3" }]);
  await expect(few([{ bytes, name: "4" }])).rejects.toThrow(Overloaded);
  expect(ends).toHaveLength(2);
  ends[0]?.();
  await first;
  await expect.poll(() => ends).toHaveLength(3);
  ends[1]?.();
  ends[2]?.();
  expect(await Promise.all([second, third])).toEqual([unread, unread]);
});

test("nobody reads for a request that has ended while it waited", async () => {
  const { ends, read } = slowReader();
  const few = limitReadings(read, { atOnce: 1, waiting: 1, perBearer: 9 });
  const leaving = new AbortController();
  const first = few([{ bytes: new Uint8Array(), name: "1" }]);
  const second = few([{ bytes: new Uint8Array(), name: "2" }], { signal: leaving.signal });
  leaving.abort(new Error("the client has left"));
  await expect.poll(() => ends).toHaveLength(1);
  ends[0]?.();
  await first;
  await expect(second).rejects.toThrow("the client has left");
  expect(ends).toHaveLength(1);
});

test("bearers take turns, and one who has too many is refused while others are not", async () => {
  const read: string[] = [];
  const { ends, read: reads } = slowReader();
  const few = limitReadings(
    ([file]) => {
      read.push(file?.name ?? "");
      return reads();
    },
    { atOnce: 1, waiting: 9, perBearer: 3 },
  );
  const somebody = (sub: string): Bearer => ({ sub, regionId: "420304", unitId: null, roles: ["office"] });
  const give = (name: string, sub: string) => few([{ bytes: new Uint8Array(), name }], { bearer: somebody(sub) });
  const all = [give("a1", "a"), give("a2", "a"), give("a3", "a")];
  await expect(give("a4", "a")).rejects.toMatchObject({
    extensions: { code: "TOO_MANY_REQUESTS", retryAfter: expect.any(Number) },
  });
  all.push(give("b1", "b"), give("c1", "c"), give("b2", "b"));
  for (let at = 0; at < all.length; at += 1) {
    await expect.poll(() => ends).toHaveLength(at + 1);
    ends[at]?.();
  }
  await Promise.all(all);
  expect(read).toEqual(["a1", "a2", "b1", "c1", "a3", "b2"]);
});

test("a failed reading frees its place", async () => {
  const few = limitReadings(() => Promise.reject(new Error("the reader died")), {
    atOnce: 1,
    waiting: 0,
    perBearer: 9,
  });
  await expect(few([{ bytes: new Uint8Array(), name: "1" }])).rejects.toThrow("the reader died");
  await expect(few([{ bytes: new Uint8Array(), name: "2" }])).rejects.toThrow("the reader died");
});
