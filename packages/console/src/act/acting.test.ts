import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { keptInMemory } from "../../testing/kept.ts";
import type { Ask } from "../ask/ask.ts";
import { Failure, failureOf, offline } from "../ask/failure.ts";
import { laterChannel, seenBy } from "../ask/seen.ts";
import { TypedDocumentString } from "../generated/operations.ts";
import { actingOn } from "./acting.ts";
import { ownCommands } from "./own-commands.ts";

const alone = { post: () => undefined, listen: () => undefined };
const document = new TypedDocumentString<unknown, { input: { commandId: string } }>(
  "mutation Accept($input: AcceptAssignmentInput!) { acceptAssignment(input: $input) { receipt { position } } }",
);
const command = (commandId: string) => ({ document, input: { commandId }, of: "part", title: "签收" });

/** The tabs of a browser hear each other, by the names of their channels, but not themselves. */
function tabs() {
  const ends: { readonly name: string; readonly heard: ((message: unknown) => void)[] }[] = [];
  return (name: string) => {
    const end = { name, heard: [] as ((message: unknown) => void)[] };
    ends.push(end);
    return {
      post(message: unknown) {
        for (const other of ends)
          if (other !== end && other.name === name) for (const hear of other.heard) hear(structuredClone(message));
      },
      listen: (hear: (message: unknown) => void) => void end.heard.push(hear),
    };
  };
}

/** Somebody acts in a tab; `answer` is what the server says to the input of a command. */
function acts(
  answer: (input?: unknown) => Promise<unknown>,
  {
    full = false,
    kept = keptInMemory(),
    tab = "this",
    now = () => "2021-09-20T02:00:00Z",
    tokenOf = async () => "token",
    channelTo = () => alone,
  }: {
    readonly full?: boolean;
    readonly kept?: ReturnType<typeof keptInMemory>;
    readonly tab?: string;
    readonly now?: () => string;
    readonly tokenOf?: () => Promise<string>;
    readonly channelTo?: ReturnType<typeof tabs>;
  } = {},
) {
  const due: { readonly call: () => void; readonly ms: number }[] = [];
  const questions = new QueryClient();
  kept.full = full;
  const told: string[] = [];
  const nothing: string[] = [];
  const ask: Ask = async (_document, variables, _signal, token) => {
    await token?.();
    // biome-ignore lint/suspicious/noExplicitAny: what the server says has the type that the question wants.
    return (await answer(Object(variables).input)) as any;
  };
  const acting = actingOn({
    ...{ ask, kept, channel: laterChannel(channelTo), questions, now: () => Date.parse(now()) },
    session: { tokenOf },
    seen: seenBy(alone, keptInMemory()),
    own: ownCommands(alone),
    tab,
    after: (call, ms) => due.push({ call, ms }),
    late: ({ commandId }, { kind }) => told.push(`${commandId} ${kind}`),
    refused: ({ commandId }, { zh }) => told.push(`${commandId} ${zh}`),
    cameToNothing: (owner, commandId) => nothing.push(`${commandId} of ${owner}`),
    reused: (owner, commandId) => told.push(`${commandId} of ${owner} used before`),
  });
  acting.actAs("clerk");
  return { acting, kept, told, nothing, due, questions };
}

const by = { id: "item", words: "签收", form: "form" };
const receipt = { acceptAssignment: { receipt: { outcome: "DONE", position: "7" }, rejection: null } };

test("what the storage has no room for is sent all the same, and again until it is answered", async () => {
  let isAway = true;
  const { acting, kept, told } = acts(
    async () => {
      if (isAway) throw offline();
      return receipt;
    },
    { full: true },
  );
  expect(await acting.act(command("a"))).toEqual({ kind: "unknown" });
  expect(kept.length).toBe(0);
  expect([acting.unsent(), acting.waiting.get().map(({ commandId }) => commandId)]).toEqual([1, ["a"]]);
  isAway = false;
  await acting.resend(false);
  expect([acting.unsent(), told]).toEqual([0, ["a done"]]);
});

test("what is answered while the outbox is gone through is neither sent again nor told as late", async () => {
  const answers: (() => void)[] = [];
  const { acting, told } = acts(() => new Promise((done) => answers.push(() => done(receipt))));
  const acted = [acting.act(command("a")), acting.act(command("b"))];
  const resent = acting.resend(false);
  await expect.poll(() => answers.length).toBe(2);
  for (const answer of answers.splice(0)) answer();
  await Promise.all([...acted, resent]);
  expect([answers.length, told, acting.unsent()]).toEqual([0, [], 0]);
});

test("what is refused to whoever waits for it is told, once", async () => {
  const message = { zh: "尚未申报办结。", en: "Nothing is claimed." };
  const rejection = { code: "NO_CLAIM", message, detail: null };
  const { acting, told } = acts(async () => ({ acceptAssignment: { receipt: null, rejection } }));
  const outcome = await acting.act(command("a"));
  await acting.resend(true);
  expect([outcome.kind, acting.unsent(), told]).toEqual(["refused", 0, ["a 尚未申报办结。"]]);
});

test("what is given up is not kept, whether it can still be taken back or not", async () => {
  const { acting } = acts(async () => Promise.reject(offline()));
  acting.hold(command("held"), 10_000, by);
  await acting.act(command("pressed"));
  expect([acting.unsent(), acting.isKept("held"), acting.isKept("pressed")]).toEqual([2, true, true]);
  acting.giveUpAll();
  expect([acting.unsent(), acting.isKept("held"), acting.waiting.get()]).toEqual([0, false, []]);
});

test("what a tab holds it holds when it is loaded anew, no other tab does, and nobody sends it before its time", async () => {
  const asked: string[] = [];
  const answer = async () => {
    asked.push("sent");
    return receipt;
  };
  const before = acts(answer);
  before.acting.hold(command("held"), 10_000, by);
  const { kept } = before;
  const [anew, other] = [acts(answer, { kept }), acts(answer, { kept, tab: "other" })];
  const heldIn = ({ acting }: typeof anew) => acting.held.get().map(({ commandId, heldBy }) => [commandId, heldBy.id]);
  expect([heldIn(anew), heldIn(other)]).toEqual([[["held", "item"]], []]);
  await other.acting.resend(true);
  expect([asked, anew.acting.waiting.get(), anew.acting.isKept("held")]).toEqual([[], [], true]);
  anew.acting.giveUp("held");
  expect([heldIn(anew), before.acting.isKept("held")]).toEqual([[], false]);
});

test("what this tab held is left to its holder for a moment, and sent where there is none", async () => {
  const asked: string[] = [];
  const answer = async () => {
    asked.push("sent");
    return receipt;
  };
  const { acting, kept } = acts(answer);
  acting.hold(command("held"), 10_000, by);
  await acts(answer, { kept, now: () => "2021-09-20T02:00:12Z" }).acting.resend(false);
  expect(asked).toEqual([]);
  await acts(answer, { kept, now: () => "2021-09-20T02:00:16Z" }).acting.resend(false);
  expect(asked).toEqual(["sent"]);
});

test("what was held for long because the computer slept is not sent without asking: it waits in the outbox", async () => {
  const asked: string[] = [];
  const answer = async () => {
    asked.push("sent");
    return receipt;
  };
  const { acting, kept } = acts(answer);
  acting.hold(command("held"), 10_000, by);
  for (const [now, isAsked] of [
    ["2021-09-20T02:59:00Z", false],
    ["2021-09-20T03:01:00Z", true],
    ["2021-09-21T02:00:00Z", true],
  ] as const) {
    const later = acts(answer, { kept, now: () => now }).acting;
    expect([later.held.get().length, later.waiting.get().length], now).toEqual(isAsked ? [0, 1] : [1, 1]);
    if (isAsked) await later.resend(false);
  }
  expect(asked).toEqual([]);
});

const tooMuch = (retryAfter: number) => new Failure("TOO_MANY_REQUESTS", { zh: "", en: "" }, null, [], retryAfter);

test("what the server refuses because too much was asked for is sent again once it takes more", async () => {
  const answers = [() => Promise.reject(tooMuch(7)), () => Promise.resolve(receipt)];
  const { acting, due } = acts(async () => answers.shift()?.());
  const outcome = acting.act(command("a"));
  await expect.poll(() => due.map(({ ms }) => ms)).toEqual([7000]);
  expect([acting.isKept("a"), acting.overlay.get().map((each) => each.outcome.kind)]).toEqual([true, ["sent"]]);
  due.shift()?.call();
  expect([await outcome, acting.isKept("a")]).toEqual([{ kind: "done", position: "7" }, false]);
});

test("a command at which the server failed keeps the number of that, rests, and is sent again or given up as its person says", async () => {
  let now = Date.parse("2021-09-20T02:00:00Z");
  let sent = 0;
  let isBroken = true;
  const { acting, told } = acts(
    async () => {
      sent += 1;
      if (isBroken) throw failureOf({ extensions: { code: "INTERNAL" } }, `number ${sent}`);
      return receipt;
    },
    { now: () => new Date(now).toISOString() },
  );
  const numbers = () => [...acting.failing.get()].map(([id, { requestId }]) => [id, requestId]);
  expect(await acting.act(command("a"))).toEqual({ kind: "unknown", requestId: "number 1" });
  await acting.resend(false);
  expect([sent, numbers()]).toEqual([1, [["a", "number 1"]]]);
  now += 60_000;
  await acting.resend(false);
  expect([sent, numbers()]).toEqual([2, [["a", "number 1"]]]);
  await acting.again("a");
  expect([sent, numbers()]).toEqual([3, [["a", "number 3"]]]);
  acting.giveUp("a");
  expect([numbers(), acting.waiting.get()]).toEqual([[], []]);
  await acting.act(command("b"));
  isBroken = false;
  await acting.again("b");
  expect([numbers(), told]).toEqual([[], ["b done"]]);
});

test("what is given up while it waits for the server to take more is not sent", async () => {
  let sent = 0;
  const { acting, due } = acts(() => {
    sent += 1;
    return Promise.reject(tooMuch(7));
  });
  const outcome = acting.act(command("a"));
  await expect.poll(() => due.length).toBe(1);
  acting.giveUp("a");
  due.shift()?.call();
  expect([await outcome, sent]).toEqual([{ kind: "unknown" }, 1]);
});

test("what rests, was answered by another tab meanwhile, and is pressed again with other words goes out with these alone", async () => {
  const channelTo = tabs();
  const kept = keptInMemory();
  const sent: unknown[] = [];
  const answers = [() => Promise.reject(tooMuch(7)), () => new Promise(() => {})];
  const here = acts(
    (input) => {
      sent.push(Object(input).progress);
      return answers.shift()?.() ?? Promise.resolve(receipt);
    },
    { kept, channelTo },
  );
  const there = acts(async () => rejected, { kept, channelTo, tab: "other" });
  const outcome = here.acting.act({ ...command("a"), input: { commandId: "a", progress: "earlier" } });
  await expect.poll(() => here.due.length).toBe(1);
  await there.acting.resend(false);
  expect((await outcome).kind).toBe("refused");
  void here.acting.act({ ...command("a"), input: { commandId: "a", progress: "later" } });
  await expect.poll(() => sent.length).toBe(2);
  here.due.shift()?.call();
  await here.acting.act({ ...command("b"), input: { commandId: "b", progress: "another" } });
  expect(sent).toEqual(["earlier", "later", "another"]);
});

test("a server that never takes more is left to the outbox", async () => {
  const { acting, due } = acts(() => Promise.reject(tooMuch(1)));
  const outcome = acting.act(command("a"));
  for (let rests = 0; rests < 6; rests += 1) {
    await expect.poll(() => due.length).toBe(1);
    due.shift()?.call();
  }
  expect([await outcome, acting.isKept("a")]).toEqual([{ kind: "unknown" }, true]);
});

test("many answers make the page ask twice: with the first of them, and after the last", async () => {
  const { acting, due, questions } = acts(async () => receipt);
  let asked = 0;
  const question = new QueryObserver(questions, {
    queryKey: ["ledger"],
    queryFn: async () => {
      asked += 1;
      return asked;
    },
    meta: { about: { anything: true } },
  });
  const stop = question.subscribe(() => undefined);
  await expect.poll(() => asked).toBe(1);
  await Promise.all(Array.from({ length: 31 }, (_, at) => acting.act(command(String(at)))));
  await expect.poll(() => questions.isFetching()).toBe(0);
  expect([asked, due.map(({ ms }) => ms)]).toEqual([2, [1000]]);
  due.shift()?.call();
  await expect.poll(() => asked).toBe(3);
  await expect.poll(() => questions.isFetching()).toBe(0);
  due.shift()?.call();
  expect([asked, due.length]).toEqual([3, 0]);
  stop();
  questions.clear();
});

/** Somebody whose token has ended pressed something: it goes on once she has signed in again. */
function signedOut(channelTo: ReturnType<typeof tabs> = () => alone) {
  let now = "2021-09-20T02:00:00Z";
  let signIn = (_token: string) => {};
  const token = new Promise<string>((resolve) => {
    signIn = resolve;
  });
  let sent = 0;
  const answer = async () => {
    sent += 1;
    return receipt;
  };
  const made = acts(answer, { now: () => now, tokenOf: () => token, channelTo });
  const outcome = made.acting.act(command("a"));
  return { ...made, outcome, sent: () => sent, signIn: () => signIn("token"), at: (next: string) => (now = next) };
}

test("what waited for a sign-in is sent after it, and asked about first where it is old by then", async () => {
  const soon = signedOut();
  soon.signIn();
  expect([await soon.outcome, soon.sent()]).toEqual([{ kind: "done", position: "7" }, 1]);
  const late = signedOut();
  late.at("2021-09-20T03:01:00Z");
  late.signIn();
  expect([await late.outcome, late.sent(), late.acting.isKept("a")]).toEqual([{ kind: "unknown" }, 0, true]);
  await late.acting.resend(false);
  expect(late.sent()).toBe(0);
  await late.acting.resend(true);
  expect([late.sent(), late.told]).toEqual([1, ["a done"]]);
});

test("what was given up in another tab while it waited for a sign-in is not sent, and expected no more", async () => {
  const channelTo = tabs();
  const { acting, kept, outcome, sent, signIn } = signedOut(channelTo);
  acts(async () => receipt, { kept, channelTo, tab: "other" }).acting.giveUp("a");
  signIn();
  expect([await outcome, sent(), acting.overlay.get()]).toEqual([{ kind: "unknown" }, 0, []]);
});

const refusedBecause = (zh: string) => ({
  acceptAssignment: {
    receipt: null,
    rejection: { code: "NO_CLAIM", message: { zh, en: "Nothing is claimed." }, detail: "reason" },
  },
});
const rejected = refusedBecause("尚未申报办结。");
const away = async () => Promise.reject(offline());

/** One tab of a person cannot reach the server, another one can. */
function twoTabs(answer: () => Promise<unknown>, tokenOf?: () => Promise<string>) {
  const kept = keptInMemory();
  const spokenIn: string[] = [];
  const between = tabs();
  const channelTo: typeof between = (name) => {
    spokenIn.push(name);
    return between(name);
  };
  const here = acts(away, { kept, channelTo, ...(tokenOf ? { tokenOf } : {}) });
  const there = acts(answer, { kept, channelTo, tab: "other" });
  const anew = () => acts(away, { kept, channelTo });
  return { here, there, spokenIn, anew, kindsHere: () => here.acting.overlay.get().map(({ outcome }) => outcome.kind) };
}

test("what another tab of hers delivers is answered in this one as if it had delivered it itself, and nobody else's hears of it", async () => {
  const { here, there, spokenIn, kindsHere } = twoTabs(async () => receipt);
  const asked: string[] = [];
  here.questions.invalidateQueries = async () => void asked.push("again");
  await here.acting.act(command("a"));
  expect([kindsHere(), here.acting.waiting.get().length]).toEqual([["unknown"], 1]);
  await there.acting.resend(false);
  expect(here.acting.overlay.get().map(({ outcome }) => outcome)).toEqual([{ kind: "done", position: "7" }]);
  expect([here.acting.waiting.get(), here.acting.delivered.get()?.commandId, here.told, asked]).toEqual([
    [],
    "a",
    ["a done"],
    ["again"],
  ]);
  expect([there.told, spokenIn]).toEqual([["a done"], ["outbox.clerk", "outbox.clerk"]]);
});

test("what is refused to another tab of hers stands on the line that it was pressed on, and may be sent again under its id", async () => {
  let answer: unknown = rejected;
  const { here, there } = twoTabs(async () => answer);
  await here.acting.act(command("a"));
  await there.acting.resend(false);
  expect(here.acting.overlay.get().map(({ outcome }) => outcome)).toEqual([
    {
      ...{ kind: "refused", code: "NO_CLAIM", detail: "reason", faults: [] },
      sentence: { zh: "尚未申报办结。", en: "Nothing is claimed." },
    },
  ]);
  expect([here.told, here.acting.delivered.get(), here.acting.unsent()]).toEqual([["a refused"], null, 0]);
  answer = receipt;
  await here.acting.act(command("a"));
  await there.acting.resend(false);
  expect(here.told).toEqual(["a refused", "a done"]);
});

test("what another tab of hers is answered at once is told there alone", async () => {
  const { here, there } = twoTabs(async () => receipt);
  await there.acting.act(command("a"));
  expect([here.told, here.acting.delivered.get()]).toEqual([[], null]);
});

test("what another tab of hers delivers is answered at once to whoever pressed it, however long this one waits for its own answer", async () => {
  const { here, there, kindsHere } = twoTabs(
    async () => receipt,
    () => new Promise(() => {}),
  );
  const outcome = here.acting.act(command("a"));
  expect(kindsHere()).toEqual(["sent"]);
  await there.acting.resend(false);
  expect([await outcome, kindsHere(), here.acting.unsent()]).toEqual([{ kind: "done", position: "7" }, ["done"], 0]);
  // Whoever pressed it waited, and tells of it herself.
  expect(here.told).toEqual([]);
});

test("what another tab of hers has delivered is answered here, also where this one fails before it hears of it", async () => {
  const between = tabs();
  const waiting: (() => void)[] = [];
  // What is told between the tabs takes a while.
  const channelTo: typeof between = (name) => {
    const { post, listen } = between(name);
    return { post: (message) => void waiting.push(() => post(message)), listen };
  };
  const kept = keptInMemory();
  let fail = () => {};
  const failing = () =>
    new Promise<never>((_done, failed) => {
      fail = () => failed(offline());
    });
  const here = acts(failing, { kept, channelTo });
  const there = acts(async () => receipt, { kept, channelTo, tab: "other" });
  const kindsHere = () => here.acting.overlay.get().map(({ outcome }) => outcome.kind);
  const outcome = here.acting.act(command("a"));
  await there.acting.resend(false);
  expect(here.acting.isKept("a")).toBe(false);
  fail();
  expect([await outcome, kindsHere()]).toEqual([{ kind: "unknown" }, ["unknown"]]);
  for (const tell of waiting.splice(0)) tell();
  expect([kindsHere(), here.told, here.acting.delivered.get()?.commandId]).toEqual([["done"], ["a done"], "a"]);
});

test("what waits is expected in every tab of hers and after a reload, until it is answered or given up in one", async () => {
  const { here, there, kindsHere, anew } = twoTabs(async () => receipt);
  await here.acting.act({ ...command("a"), fields: { state: "ACCEPTED" } });
  await here.acting.act(command("b"));
  const unknown = { kind: "unknown" };
  const expected = [
    { commandId: "a", of: "part", fields: { state: "ACCEPTED" }, outcome: unknown },
    { commandId: "b", of: "part", fields: {}, outcome: unknown },
  ];
  const loaded = anew();
  expect([there.acting.overlay.get(), loaded.acting.overlay.get()]).toEqual([expected, expected]);
  there.acting.giveUp("b");
  await there.acting.resend(false);
  const kinds = [kindsHere(), loaded.acting.overlay.get().map(({ outcome }) => outcome.kind)];
  expect([kinds, loaded.told, loaded.acting.waiting.get()]).toEqual([[["done"], ["done"]], ["a done"], []]);
});

test("what is given up while it is in flight is expected until that has ended, and sent again as anything else", async () => {
  const { here, there, kindsHere } = twoTabs(away);
  const outcome = here.acting.act(command("a"));
  there.acting.giveUp("a");
  expect(kindsHere()).toEqual(["sent"]);
  expect([await outcome, kindsHere()]).toEqual([{ kind: "unknown" }, []]);
  await here.acting.act(command("a"));
  expect(kindsHere()).toEqual(["unknown"]);
});

test("what is given up here, and arrives from another tab all the same, is told", async () => {
  for (const [answer, told] of [
    [receipt, ["a done"]],
    [rejected, []],
  ] as const) {
    let arrive = () => {};
    const { here, there } = twoTabs(() => new Promise((done) => (arrive = () => done(answer))));
    const asked: string[] = [];
    here.questions.invalidateQueries = async () => void asked.push("again");
    await here.acting.act(command("a"));
    const resent = there.acting.resend(false);
    await expect.poll(() => there.acting.overlay.get().length).toBe(1);
    here.acting.giveUp("a");
    arrive();
    await resent;
    expect([here.told, here.acting.overlay.get(), asked.length]).toEqual([told, [], told.length]);
  }
});

test("what is refused came to nothing, also where another tab of hers was told so; of what is given up nobody knows", async () => {
  const { here, there } = twoTabs(async () => rejected);
  await here.acting.act(command("a"));
  await here.acting.act(command("b"));
  expect(here.nothing).toEqual([]);
  await there.acting.again("a");
  here.acting.giveUp("b");
  expect([here.nothing, there.nothing]).toEqual([["a of clerk"], ["a of clerk"]]);
});

test.each([
  ["is being sent", true],
  ["waits", false],
])(
  "what was given up in another tab and pressed again with other words, which %s, hears nothing of the earlier answer",
  async (_how, isThere) => {
    let at = "2021-09-20T10:00:00+08:00";
    const channelTo = tabs();
    const kept = keptInMemory();
    let arrive = () => {};
    const now = () => at;
    const here = acts(() => new Promise((done) => (arrive = () => done(receipt))), { kept, channelTo, now });
    const sent: unknown[] = [];
    const reusedThere = {
      acceptAssignment: { receipt: null, rejection: { code: "COMMAND_ID_REUSED", message: {}, detail: null } },
    };
    let refuse = () => {};
    const there = acts(
      (input) => {
        if (!isThere) return Promise.reject(offline());
        sent.push(Object(input).progress);
        return new Promise((done) => (refuse = () => done(reusedThere)));
      },
      { kept, channelTo, tab: "other", now },
    );
    const first = here.acting.act({ ...command("a"), input: { commandId: "a", progress: "earlier" } });
    at = "2021-09-20T10:00:05+08:00";
    there.acting.giveUp("a");
    at = "2021-09-20T10:00:09+08:00";
    const second = there.acting.act({ ...command("a"), input: { commandId: "a", progress: "later" } });
    if (isThere) await expect.poll(() => sent.length).toBe(1);
    else expect((await second).kind).toBe("unknown");
    arrive();
    expect((await first).kind).toBe("done");
    expect([there.acting.unsent(), kept.length, there.told]).toEqual([1, 1, []]);
    expect(there.acting.overlay.get().map(({ outcome }) => outcome.kind)).toEqual([isThere ? "sent" : "unknown"]);
    if (!isThere) return;
    refuse();
    expect((await second).kind).toBe("refused");
    expect([sent, there.told[0], kept.length]).toEqual([["later"], "a of clerk used before", 0]);
  },
);

test("what is given up while it is in flight, and pressed again with other words, goes out behind it", async () => {
  let at = "2021-09-20T10:00:00+08:00";
  const answers: (() => void)[] = [];
  const sent: unknown[] = [];
  const { acting } = acts(
    (input) => {
      sent.push(Object(input).progress);
      return new Promise((done) => answers.push(() => done(receipt)));
    },
    { now: () => at },
  );
  const first = acting.act({ ...command("a"), input: { commandId: "a", progress: "earlier" } });
  await expect.poll(() => answers.length).toBe(1);
  acting.giveUp("a");
  at = "2021-09-20T10:00:09+08:00";
  const second = acting.act({ ...command("a"), input: { commandId: "a", progress: "later" } });
  answers.shift()?.();
  await first;
  await expect.poll(() => answers.length).toBe(1);
  expect([sent, acting.unsent()]).toEqual([["earlier", "later"], 1]);
  answers.shift()?.();
  expect([(await second).kind, acting.unsent()]).toEqual(["done", 0]);
});

test("a command that is refused because other words are stored under its id says so, and its id is not used again", async () => {
  const message = { zh: "这个命令编号已用于另一项操作；请换一个新的编号再提交。", en: "This command id was used." };
  const rejection = { code: "COMMAND_ID_REUSED", message, detail: null };
  const { acting, told } = acts(async () => ({ acceptAssignment: { receipt: null, rejection } }));
  await acting.act(command("a"));
  expect(told).toEqual([
    "a of clerk used before",
    "a 此前送出的内容已存入台账，现在填写的内容未送出；如仍需办理，请再次提交。",
  ]);
});

test("what is given up in another tab of hers is expected no more", async () => {
  const { here, there, kindsHere } = twoTabs(away);
  await here.acting.act(command("a"));
  await here.acting.act(command("b"));
  await there.acting.resend(false);
  there.acting.giveUp("a");
  expect(kindsHere()).toEqual(["unknown"]);
  there.acting.giveUpAll();
  expect([kindsHere(), here.acting.waiting.get(), here.told]).toEqual([[], [], []]);
});

/** What another tab sees of a storage, which may be what it was a moment ago. */
function seenLate(kept: ReturnType<typeof keptInMemory>) {
  let before: ReturnType<typeof keptInMemory> | null = null;
  const view: ReturnType<typeof keptInMemory> = {
    ...{ full: false, key: (at) => (before ?? kept).key(at), getItem: (key) => (before ?? kept).getItem(key) },
    ...{ setItem: (key, text) => kept.setItem(key, text), removeItem: (key) => kept.removeItem(key) },
    get length() {
      return (before ?? kept).length;
    },
  };
  return {
    view,
    stop() {
      const keys = Array.from({ length: kept.length }, (_, at) => kept.key(at) ?? "");
      before = keptInMemory(keys.map((key) => [key, kept.getItem(key) ?? ""] as const));
    },
  };
}

test("what is pressed in one tab is expected at once in the others, and never again after the answer, though the storage lags behind", async () => {
  const channelTo = tabs();
  const kept = keptInMemory();
  let answer = () => {};
  const late = seenLate(kept);
  let seconds = 0;
  const now = () => new Date(Date.parse("2021-09-20T02:00:00Z") + 1000 * seconds).toISOString();
  const there = acts(async () => Promise.reject(offline()), { kept: late.view, channelTo, tab: "there", now });
  const here = acts(() => new Promise((done) => (answer = () => done(receipt))), { kept, channelTo, now });
  const acted = here.acting.act(command("a"));
  expect(there.acting.overlay.get().map(({ outcome }) => outcome.kind)).toEqual(["unknown"]);
  late.stop();
  await expect.poll(() => kept.length).toBe(1);
  seconds = 1;
  answer();
  await acted;
  expect(there.acting.overlay.get().map(({ outcome }) => outcome.kind)).toEqual(["done"]);
  expect([there.acting.waiting.get(), there.acting.unsent()]).toEqual([[], 0]);
  there.acting.close("a");
  await there.acting.resend(false);
  expect(there.acting.overlay.get()).toEqual([]);
});

test("what was refused in every tab, and is done once it was sent again from one, is done in all", async () => {
  const channelTo = tabs();
  const kept = keptInMemory();
  const rejection = { code: "NO_CLAIM", message: { zh: "尚未申报办结。", en: "Nothing is claimed." }, detail: null };
  const answers: unknown[] = [{ acceptAssignment: { receipt: null, rejection } }, receipt];
  const here = acts(async () => answers.shift(), { kept, channelTo });
  const there = acts(async () => Promise.reject(offline()), { kept, channelTo, tab: "there" });
  const kinds = () => [here, there].map(({ acting }) => acting.overlay.get().map(({ outcome }) => outcome.kind));
  await here.acting.act(command("a"));
  expect(kinds()).toEqual([["refused"], ["refused"]]);
  await here.acting.act(command("a"));
  expect(kinds()).toEqual([["done"], ["done"]]);
});

test("what another tab has answered is expected here no more, also where the word of that was lost", async () => {
  const kept = keptInMemory();
  const here = acts(away, { kept });
  const asked: string[] = [];
  here.questions.invalidateQueries = async () => void asked.push("again");
  await here.acting.act(command("a"));
  await here.acting.act(command("b"));
  expect(here.acting.overlay.get().map(({ outcome }) => outcome.kind)).toEqual(["unknown", "unknown"]);
  // Nothing is told between these two.
  const there = acts(async () => receipt, { kept, tab: "other" });
  await there.acting.again("a");
  await here.acting.resend(false);
  expect([here.acting.overlay.get().map(({ commandId }) => commandId), asked]).toEqual([["b"], ["again"]]);
});

test.each([
  ["done", receipt],
  ["refused with other words", refusedBecause("已被退回。")],
])(
  "what was refused in every tab, and then %s in one, is so in all, though it was not known to be sent again",
  async (_how, last) => {
    const channelTo = tabs();
    const kept = keptInMemory();
    const late = seenLate(kept);
    const answers: unknown[] = [rejected, last];
    const here = acts(async () => answers.shift(), { kept, channelTo });
    const there = acts(away, { kept: late.view, channelTo, tab: "there" });
    await here.acting.act(command("a"));
    // The storage that the other tab sees shows no more that it is pressed again.
    late.stop();
    await here.acting.act(command("a"));
    const [outcomes, others] = [here, there].map(({ acting }) =>
      acting.overlay.get().map(({ outcome }) => [outcome.kind, outcome.kind === "refused" && outcome.sentence.zh]),
    );
    expect([others, there.told]).toEqual([outcomes, []]);
  },
);

test("what is pressed again with words that the storage has no room for is counted and sent once, with these", async () => {
  const sent: unknown[] = [];
  let isAway = true;
  const { acting, kept } = acts(async (input) => {
    if (isAway) throw offline();
    sent.push(input);
    return receipt;
  });
  await acting.act(command("a"));
  kept.full = true;
  await acting.act({ ...command("a"), input: { commandId: "a", progress: "words" } });
  expect([acting.unsent(), kept.length]).toEqual([1, 0]);
  isAway = false;
  await acting.resend(false);
  expect(sent).toEqual([{ commandId: "a", progress: "words" }]);
});

test("what the storage has room for when it is sent, and had none for while it was held, counts once", async () => {
  const { acting, kept } = acts(async () => Promise.reject(offline()), { full: true });
  acting.hold(command("a"), 10_000, by);
  kept.full = false;
  await acting.act(command("a"));
  expect(acting.unsent()).toBe(1);
});

test("all of a batch lies in the outbox before the first is sent, and what a reload cuts off goes out after it", async () => {
  const kept = keptInMemory();
  const ids = Array.from({ length: 20 }, (_, at) => `batch ${at}`);
  const answers: (() => void)[] = [];
  const { acting, told } = acts(() => new Promise((done) => answers.push(() => done(receipt))), { kept });
  void acting.actAll(ids.map(command));
  expect([acting.waiting.get().length, kept.length, acting.overlay.get().length]).toEqual([20, 20, 20]);
  await expect.poll(() => answers.length).toBe(6);
  // What waits for its turn is not sent again by the outbox, and not at all once it is given up.
  await acting.resend(false);
  acting.giveUp("batch 18");
  answers.shift()?.();
  await expect.poll(() => answers.length).toBe(6);
  expect([acting.waiting.get().length, told]).toEqual([18, []]);

  const sent: unknown[] = [];
  const anew = acts(
    async (input) => {
      sent.push(Object(input).commandId);
      return receipt;
    },
    { kept },
  );
  await anew.acting.resend(false);
  expect([sent.length, anew.acting.unsent()]).toEqual([18, 0]);
});

test("one answer that is long in coming does not hold up what else waits", async () => {
  const asked: string[] = [];
  const { acting, kept } = acts(() => {
    asked.push("asked");
    return asked.length === 1 ? new Promise(() => {}) : Promise.resolve(receipt);
  });
  void acting.act(command("a"));
  await expect.poll(() => asked.length).toBe(1);
  const [key = ""] = [kept.key(0)].flatMap((each) => each ?? []);
  kept.setItem(key.replace(/a$/, "b"), (kept.getItem(key) ?? "").replaceAll('"commandId":"a"', '"commandId":"b"'));
  await acting.resend(false);
  expect([asked.length, acting.isKept("a"), acting.isKept("b")]).toEqual([2, true, false]);
});
