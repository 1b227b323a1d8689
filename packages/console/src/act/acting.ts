// Acting 办理: sends a command under its id until it is answered; meanwhile what it will come to is shown over the answer.
import type { QueryClient } from "@tanstack/react-query";
import type { Ask } from "../ask/ask.ts";
import { asFailure, isPassing, restMsOf } from "../ask/failure.ts";
import { isOfNow } from "../ask/of-now.ts";
import { paced } from "../ask/paced.ts";
import type { LaterChannel, Seen } from "../ask/seen.ts";
import { TypedDocumentString } from "../generated/operations.ts";
import { isJson, textIn } from "../json.ts";
import type { Session } from "../sign-in/session.ts";
import { type Store, store } from "../store.ts";
import { type Sentence, sentenceIn } from "../texts/sentence.ts";
import { type AnsweredElsewhere, answeredIn, givenUpIn } from "./between-tabs.ts";
import { earlierStored, isIdReused } from "./id-reused.ts";
import { inTurns } from "./in-turns.ts";
import { type HeldBy, isHeld, isOld, type Kept, keep, settle, type Waiting, waitingOf } from "./outbox.ts";
import { answered, awaiting, closed, type Expected, expecting, isNews, isPending, type Overlay } from "./overlay.ts";
import type { OwnCommands } from "./own-commands.ts";

/** A command, with what it is about. */
export interface Command<Input extends { commandId: string }> {
  readonly document: TypedDocumentString<unknown, { input: Input }>;
  readonly input: Input;
  /** The id of what it is about, and how that will be. */
  readonly of: string;
  readonly fields?: Expected["fields"];
  /** What it is, in words. */
  readonly title: string;
}

/** A command that a page of this tab holds back. */
export interface Held extends Waiting {
  readonly heldUntil: number;
  readonly heldBy: HeldBy;
}

/** A command at which the server failed. */
export interface Failing {
  /** The number under which the server has recorded that, the first time or when its person sent it again herself; null where it named none. */
  readonly requestId: string | null;
  /** When it failed last. */
  readonly at: number;
}

/** What acts, and what was acted. */
export interface Acting {
  readonly overlay: Store<Overlay>;
  /** What waits to be sent. */
  readonly waiting: Store<readonly Waiting[]>;
  /** What pages of this tab hold back, so that it can be taken back: the same after the tab was loaded anew. */
  readonly held: Store<readonly Held[]>;
  /** At which of those that wait the server failed, by their ids. */
  readonly failing: Store<ReadonlyMap<string, Failing>>;
  /** How many commands are not sent yet, with those that can still be taken back. */
  unsent(): number;
  /** Whether a command still lies in the outbox. */
  isKept(commandId: string): boolean;
  /** Sends a command; resolves with its outcome, also where that is unknown for now. */
  act<Input extends { commandId: string }>(command: Command<Input>): Promise<Expected["outcome"]>;
  /** Sends several, a few at once; resolves with their outcomes, in their order. All lie in the outbox before the first is sent. */
  actAll<Input extends { commandId: string }>(
    commands: readonly Command<Input>[],
  ): Promise<readonly Expected["outcome"][]>;
  /** Puts a command into the outbox, to be sent by `act` or after a while; until then it can be given up. */
  hold<Input extends { commandId: string }>(command: Command<Input>, forMs: number, by: Omit<HeldBy, "tab">): void;
  /** Takes a refusal off the line. */
  close(commandId: string): void;
  /** The last command that was delivered later than it was pressed; null before the first. */
  readonly delivered: Store<Delivered | null>;
  /** Sends again what waits. Old ones only where the person said so. */
  resend(withOld: boolean): Promise<void>;
  /** Sends one that waits again, because its person said so. */
  again(commandId: string): Promise<void>;
  /** Gives a waiting command up. */
  giveUp(commandId: string): void;
  /** How many of these there was no room for in the storage: they end with the page. */
  unstored(): number;
  /** Gives up all that waits. */
  giveUpAll(): void;
  /** From now on this person acts. */
  actAs(owner: string): void;
  readonly owner: () => string;
}

/** A command that was delivered, and when that was pressed: later words under its id are not. */
export type Delivered = Pick<Waiting, "commandId" | "at">;

/** A command that is being sent. */
interface InFlight extends Pick<Waiting, "at"> {
  readonly sending: Promise<Expected["outcome"]>;
  /** Answers it with what another tab was answered: its own answer may be long in coming. */
  readonly hear: (outcome: Expected["outcome"]) => void;
}

/** Thrown in place of a token where a command is not to be sent. */
class NotToBeSent extends Error {}

/** How often at most is asked again for what is on the screen while answers keep coming: a long page costs as much as thousands of commands. */
const askRestMs = 1000;

/** How long what was held is left to whoever holds it, once its time is over. */
const holderMs = 5000;

/** So long a command at which the server failed rests, where nobody sends it again herself: it would hardly do better at once. */
const failedMs = 60_000;

/** So often a command waits until the server takes more, before it is left to the outbox. */
const mostRests = 6;

/** Does at once what waits for no turn. */
const atOnce: ReturnType<typeof inTurns> = (work) => work();

/** Makes it. */
export function actingOn(parts: {
  readonly ask: Ask;
  readonly session: Pick<Session, "tokenOf">;
  readonly seen: Seen;
  readonly kept: Kept;
  /** To the other tabs; opened among those of whoever acts, since only they may know what is answered to her. */
  readonly channel: LaterChannel;
  readonly questions: QueryClient;
  readonly own: OwnCommands;
  /** The id of this tab. */
  readonly tab: string;
  readonly now: () => number;
  /** Calls after so many milliseconds. */
  readonly after: (call: () => void, ms: number) => void;
  /** Called with what came of a command that was delivered later than it was pressed, which nobody waits for any more. */
  readonly late: (command: Pick<Waiting, "commandId" | "owner" | "title" | "at">, outcome: Expected["outcome"]) => void;
  /** Called with why a command was refused to whoever waits for it: the sentence stands on its line. */
  readonly refused: (command: Waiting, why: Sentence) => void;
  /** Called with the id of a command that was refused. */
  readonly cameToNothing: (owner: string, commandId: string) => void;
  /** Called in place of that with the id of a command that was refused because other words were stored under it. */
  readonly reused: (owner: string, commandId: string) => void;
}): Acting {
  const { ask, session, seen, kept, channel, questions, own, tab, now, after, late, refused, cameToNothing, reused } =
    parts;
  const delivered = store<Delivered | null>(null);
  const overlay = store<Overlay>([]);
  const waiting = store<readonly Waiting[]>([]);
  const held = store<readonly Held[]>([]);
  const failing = store<ReadonlyMap<string, Failing>>(new Map());
  const inFlight = new Map<string, InFlight>();
  // What was given up here, or in another tab while it was in flight here: it may arrive all the same.
  const givenUp = new Set<string>();
  let owner = "";

  // What the storage has no room for: it is sent all the same, and waits for its answer here as long as the page is open.
  const unkept = new Map<string, Waiting>();
  const put = (command: Waiting) => {
    // Pressed again, it is wanted.
    givenUp.delete(command.commandId);
    try {
      keep(kept, command);
      unkept.delete(command.commandId);
    } catch {
      // What the storage holds of it was pressed before, perhaps with other words.
      settle(kept, command.commandId);
      unkept.set(command.commandId, command);
    }
  };
  // Up to which press it is known what came of a command: the word of another tab may be here before the storage shows that it is gone.
  const over = new Map<string, number>();
  const overUpTo = (commandId: string) => over.get(commandId) ?? Number.NEGATIVE_INFINITY;
  // Pressed after that, it was sent once more under its id.
  const isOver = ({ commandId, at }: Waiting) => at <= overUpTo(commandId);
  const noteOver = (commandId: string, at: number) => over.set(commandId, Math.max(overUpTo(commandId), at));
  const take = (commandId: string, at: number) => {
    settle(kept, commandId, at);
    if ((unkept.get(commandId)?.at ?? at) <= at) unkept.delete(commandId);
    noteOver(commandId, at);
    if (failing.get().has(commandId)) failing.set(new Map([...failing.get()].filter(([id]) => id !== commandId)));
  };
  const allOf = (whose: string): readonly Waiting[] =>
    [...waitingOf(kept, whose), ...[...unkept.values()].filter((each) => each.owner === whose)]
      .filter((each) => !isOver(each))
      .sort((a, b) => a.at - b.at);

  const look = () => {
    const all = allOf(owner);
    const toBeSent = all.filter((each) => !isHeld(each, now()));
    waiting.set(toBeSent);
    held.set(all.filter(isHeldHere));
    // Also what another tab sends, or this one before it was loaded anew: it is not to be pressed again.
    overlay.set(awaiting(overlay.get(), toBeSent));
  };
  // What nobody sent for long, because the computer slept or the tab came back another day, is asked about like anything in the outbox.
  const isHeldHere = (each: Waiting): each is Held =>
    each.heldBy?.tab === tab && each.heldUntil !== undefined && !isOld(each, now());
  // Whoever holds it sends it when its time is over, and tells what came of it. Where nobody does, as on another page, the outbox goes on.
  const isLeftToHolder = (each: Waiting): boolean => isHeldHere(each) && now() - each.heldUntil < holderMs;
  const isResting = ({ commandId }: Waiting): boolean => now() - (failing.get().get(commandId)?.at ?? 0) < failedMs;
  const waitingFor = <Input extends { commandId: string }>(command: Command<Input>): Waiting => {
    const { document, input, of, fields = {}, title } = command;
    // Later than what is over under its id, whatever the clock says.
    const at = Math.max(now(), overUpTo(input.commandId) + 1);
    const about = { of, fields, owner, title, at };
    return { commandId: input.commandId, document: document.toString(), input: { ...input }, ...about };
  };
  const tell = () => {
    look();
    channel.post("outbox");
  };
  const tellTabs = ({ commandId, title, at }: Waiting, outcome: Expected["outcome"], isLate: boolean) =>
    channel.post({ commandId, title, at, outcome, isLate } satisfies AnsweredElsewhere);
  channel.listen((message) => {
    const [there, givenUp] = [answeredIn(message), givenUpIn(message)];
    if (there) hear(there);
    if (givenUp !== null) forget(givenUp);
    look();
  });

  const isKept = (whose: string, id: string) => allOf(whose).some(({ commandId }) => commandId === id);

  // Whatever is on the screen may be about what was answered: what is shown is asked for again, at its position.
  const askAgain = paced(() => void questions.invalidateQueries({ predicate: isOfNow }), askRestMs, after);

  /** The token that a command goes out with; it may have to wait until its person has signed in again. */
  async function tokenFor(command: Waiting, isAgreed: boolean, isOn: () => boolean): Promise<string> {
    // Who else may have signed in meanwhile did not press it.
    const token = await session.tokenOf(command.owner);
    // Answered meanwhile by another tab, and perhaps pressed again with other words; or given up, here or there; or so old by now that
    // the outbox asks first.
    if (!isOn() || !isKept(command.owner, command.commandId) || (isOld(command, now()) && !isAgreed))
      throw new NotToBeSent();
    return token;
  }

  /** Delivers it, as long as nothing else has answered it: `isOn` says so. */
  async function deliver(
    command: Waiting,
    isAgreed: boolean,
    isOn: () => boolean,
    rests = 0,
  ): Promise<Expected["outcome"]> {
    const { commandId, document, input } = command;
    own.sends(commandId);
    try {
      const mutation = new TypedDocumentString<unknown, unknown>(document);
      return outcomeOf(await ask(mutation, { input }, undefined, () => tokenFor(command, isAgreed, isOn)));
    } catch (error) {
      if (error instanceof NotToBeSent) return { kind: "unknown" };
      const restMs = restMsOf(error);
      if (restMs !== null && rests < mostRests) {
        await new Promise<void>((rested) => after(rested, restMs));
        return deliver(command, isAgreed, isOn, rests + 1);
      }
      const { code, sentence, faults, requestId } = asFailure(error);
      if (isPassing(error)) return code === "INTERNAL" ? { kind: "unknown", requestId } : { kind: "unknown" };
      return { kind: "refused", code, sentence, detail: null, faults };
    }
  }

  /** Takes over what another tab was answered, as if it had been sent from here. */
  function hear({ commandId, title, at, outcome, isLate }: AnsweredElsewhere): void {
    const here = inFlight.get(commandId);
    if (here && here.at <= at) {
      here.hear(outcome);
      return;
    }
    noteOver(commandId, at);
    // Pressed again since, perhaps with other words: that waits for an answer of its own.
    if (here || isKept(owner, commandId)) return;
    // What was answered here, too, or never known to wait, is no news.
    const before = overlay.get().find((each) => each.commandId === commandId);
    // What was given up and refused is as it was wanted.
    const isGivenUp = givenUp.delete(commandId) && outcome.kind !== "refused";
    if (!isGivenUp && (!before || !isNews(before, outcome))) return;
    const command = { commandId, owner, title, at };
    settled(command, outcome);
    // Of what went out from here first, the socket makes nothing old.
    const isFromHere = isGivenUp || own.isFromHere(commandId);
    if (isFromHere) askAgain();
    if (isLate || isFromHere) tellLate(command, outcome);
  }

  /** Expects nothing any more of what neither waits nor is sent: another tab was answered, and its word of that was lost. */
  function dropLost(): void {
    const kept = new Set([...inFlight.keys(), ...allOf(owner).map(({ commandId }) => commandId)]);
    const lost = overlay.get().filter((each) => isPending(each) && !kept.has(each.commandId));
    if (lost.length === 0) return;
    overlay.set(overlay.get().filter((each) => !lost.includes(each)));
    askAgain();
  }

  /** Knows from now on what came of a command. */
  function settled(
    { commandId, owner: whose, at }: Pick<Waiting, "commandId" | "owner" | "at">,
    outcome: Expected["outcome"],
  ): void {
    take(commandId, at);
    if (outcome.kind === "done") seen.note(outcome.position);
    overlay.set(answered(overlay.get(), commandId, outcome));
    if (outcome.kind === "refused") (isIdReused(outcome) ? reused : cameToNothing)(whose, commandId);
  }

  /** Forgets a command that was given up; what is in flight cannot be called back, and may be answered all the same. */
  function forget(commandId: string): void {
    take(commandId, now());
    if (inFlight.has(commandId)) givenUp.add(commandId);
    else overlay.set(closed(overlay.get(), commandId));
  }

  /** Gives a command up, in all tabs. */
  function drop(commandId: string): void {
    forget(commandId);
    channel.post({ givenUp: commandId });
  }

  /** Tells what came of a command for which nobody waits any more. */
  function tellLate(command: Parameters<typeof late>[0], outcome: Expected["outcome"]): void {
    late(command, outcome);
    if (outcome.kind !== "refused") delivered.set(command);
  }

  /** Sends a command, and tells the other tabs what came of it; `isAgreed` where its person said so although it is old. */
  function send(command: Waiting, isAgreed: boolean, isLate: boolean, turn = atOnce): Promise<Expected["outcome"]> {
    const { commandId, at } = command;
    const before = inFlight.get(commandId);
    if (before) {
      // What was given up and pressed again, perhaps with other words, goes out behind what cannot be called back.
      if (before.at < at) return before.sending.then(() => send(command, isAgreed, isLate, turn));
      return before.sending;
    }
    let hear: InFlight["hear"] = () => {};
    const elsewhere = new Promise<Expected["outcome"]>((heard) => {
      hear = heard;
    });
    const isOn = () => inFlight.get(commandId)?.hear === hear;
    const sending = Promise.race([
      turn(() => deliver(command, isAgreed, isOn)).then((outcome) => ({ outcome, isNews: outcome.kind !== "unknown" })),
      elsewhere.then((outcome) => ({ outcome, isNews: false })),
    ]).then(({ outcome, isNews }) => {
      inFlight.delete(commandId);
      const isGivenUp = givenUp.delete(commandId);
      if (outcome.kind !== "unknown") {
        settled(command, outcome);
        askAgain();
      } else if (isGivenUp) overlay.set(closed(overlay.get(), commandId));
      else {
        overlay.set(answered(overlay.get(), commandId, outcome));
        if (outcome.requestId !== undefined) noteFailing(commandId, outcome.requestId, isAgreed);
      }
      if (isNews) tellTabs(command, outcome, isLate);
      tell();
      return outcome;
    });
    inFlight.set(commandId, { at, sending, hear });
    return sending;
  }

  /** Keeps under which number the server has recorded that it failed. */
  function noteFailing(commandId: string, requestId: string | null, isAgreed: boolean): void {
    // Nobody loses the number that she is copying.
    const before = isAgreed ? undefined : failing.get().get(commandId);
    failing.set(new Map([...failing.get(), [commandId, { requestId: before?.requestId ?? requestId, at: now() }]]));
  }

  /** Sends what waits again, and tells what came of it where nobody waits for that any more. */
  async function sendAgain(command: Waiting, isAgreed: boolean): Promise<void> {
    // Whoever pressed it still waits, and tells what came of it.
    const isAwaited = inFlight.has(command.commandId);
    const outcome = await send(command, isAgreed, true);
    if (isAwaited || outcome.kind === "unknown" || outcome.kind === "sent") return;
    tellLate(command, outcome);
  }

  /** Puts what is pressed into the outbox, and expects it. */
  function press(pressed: readonly Waiting[]): void {
    for (const each of pressed) put(each);
    overlay.set(
      pressed.reduce(
        (all, { commandId, of, fields }) => expecting(all, { commandId, of, fields, outcome: { kind: "sent" } }),
        overlay.get(),
      ),
    );
    tell();
  }

  /** Sends what was just pressed, for whoever waits for its answer. */
  async function sendPressed(pressed: Waiting, turn = atOnce): Promise<Expected["outcome"]> {
    const outcome = await send(pressed, false, false, turn);
    if (outcome.kind === "refused") refused(pressed, outcome.sentence);
    return outcome;
  }

  return {
    overlay,
    waiting,
    held,
    failing,
    delivered,
    owner: () => owner,
    act(command) {
      const pressed = waitingFor(command);
      press([pressed]);
      return sendPressed(pressed);
    },
    actAll(commands) {
      const pressed = commands.map(waitingFor);
      press(pressed);
      const turn = inTurns();
      return Promise.all(pressed.map((each) => sendPressed(each, turn)));
    },
    hold(command, forMs, by) {
      put({ ...waitingFor(command), heldUntil: now() + forMs, heldBy: { ...by, tab } });
      tell();
    },
    close: (commandId) => overlay.set(closed(overlay.get(), commandId)),
    async resend(withOld) {
      look();
      dropLost();
      const whose = owner;
      for (const command of allOf(whose)) {
        // One after the other: what was answered or given up meanwhile is not sent again.
        if (owner !== whose) return;
        // Whoever pressed it waits for it: one answer that is long in coming does not hold up all others.
        if (inFlight.has(command.commandId)) continue;
        if (!isKept(whose, command.commandId)) continue;
        if (isHeld(command, now()) || isLeftToHolder(command) || (isOld(command, now()) && !withOld)) continue;
        if (!withOld && isResting(command)) continue;
        await sendAgain(command, withOld);
      }
    },
    async again(commandId) {
      const command = allOf(owner).find((each) => each.commandId === commandId);
      if (command) await sendAgain(command, true);
    },
    unsent: () => allOf(owner).length,
    unstored: () => allOf(owner).filter(({ commandId }) => unkept.has(commandId)).length,
    isKept: (id) => isKept(owner, id),
    giveUp(commandId) {
      drop(commandId);
      givenUp.add(commandId);
      tell();
    },
    giveUpAll() {
      for (const { commandId } of allOf(owner)) drop(commandId);
      overlay.set([]);
      tell();
    },
    actAs(next) {
      if (next === owner) return;
      owner = next;
      channel.open(`outbox.${next}`);
      overlay.set([]);
      look();
    },
  };
}

/** What the answer to a command says: every mutation answers with a receipt or a rejection. */
function outcomeOf(data: unknown): Expected["outcome"] {
  const answer = isJson(data) ? Object.values(data)[0] : undefined;
  const [receipt, rejection] = isJson(answer) ? [answer["receipt"], answer["rejection"]] : [];
  if (isJson(rejection)) {
    const [code, detail] = [textIn(rejection, "code") ?? "", textIn(rejection, "detail")];
    const refused = { kind: "refused", code, sentence: sentenceIn(rejection["message"]), detail } as const;
    return isIdReused(refused) ? { ...refused, sentence: earlierStored } : refused;
  }
  const position = textIn(receipt, "position");
  if (textIn(receipt, "outcome") === "UNCHANGED" || position === null) return { kind: "unchanged" };
  return { kind: "done", position };
}
