import { expect, test } from "vitest";
import { lease } from "./lease.ts";

/** Tabs of one browser, whose time passes when it is told to. */
function tabs() {
  let heard: { readonly id: string; readonly listen: (message: unknown) => void }[] = [];
  const beats = new Map<string, () => void>();
  const holding = new Set<string>();
  const open = (id: string) =>
    lease({
      id,
      channel: {
        post: (message) => heard.filter((each) => each.id !== id).forEach(({ listen }) => void listen(message)),
        listen: (listen) => void heard.push({ id, listen }),
      },
      every(_ms, call) {
        beats.set(id, call);
        return () => void beats.delete(id);
      },
      taken: () => void holding.add(id),
      lost: () => void holding.delete(id),
    });
  const pass = (times: number) => {
    for (let time = 0; time < times; time += 1) for (const beat of [...beats.values()]) beat();
  };
  const crash = (id: string) => {
    beats.delete(id);
    holding.delete(id);
    heard = heard.filter((each) => each.id !== id);
  };
  return { open, pass, crash, holding };
}

test("one of many tabs holds the socket", () => {
  const { open, pass, holding } = tabs();
  for (const id of ["b", "a", "c"]) open(id);
  pass(5);
  expect(holding.size).toBe(1);
});

test("another one takes it when its holder is closed", () => {
  const { open, pass, holding } = tabs();
  const held = open("a");
  pass(1);
  open("b");
  pass(1);
  expect([...holding]).toEqual(["a"]);
  held.release();
  pass(1);
  expect([...holding]).toEqual(["b"]);
});

test("another one takes it when its holder is killed and says nothing any more", () => {
  const { open, pass, crash, holding } = tabs();
  open("a");
  pass(1);
  open("b");
  pass(2);
  crash("a");
  pass(4);
  expect([...holding]).toEqual(["b"]);
});
