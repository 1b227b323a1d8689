import { supplyOf } from "@taizhang/log";
import { MessageType, stringifyMessage } from "graphql-ws";
import { expect, test } from "vitest";
import { sentAsFrames } from "./frames.ts";

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly string[];
}

async function* given(...answers: Answer[]): AsyncGenerator<Answer> {
  yield* answers;
}

/** Told to one alone. */
const aloneTold = new WeakSet<Answer>();

const keeps = (answer: Answer) => !aloneTold.has(answer);

/** What a frame holds, of which all here are short. */
const textOf = (frame: Buffer): string => String(frame.subarray(frame.readUInt8(1) < 126 ? 2 : 4));

/** What is sent, and what is left to the library. */
async function sent(id: string, ...answers: Answer[]) {
  const frames: string[] = [];
  const rest: Answer[] = [];
  let written = 0;
  const jsonOf = (answer: object) => {
    written += 1;
    return Buffer.from(JSON.stringify(answer));
  };
  const send = (frame: Buffer) => {
    frames.push(textOf(frame));
    return null;
  };
  for await (const answer of sentAsFrames(supplyOf(given(...answers)), { id, jsonOf, keeps, send })) rest.push(answer);
  return { frames, rest, written };
}

test.each(["1", "8e0b3c5e-6a53-4f0a-9d51-7f0a5b0b5f9e", '"\\\n', "编号"])(
  "an answer is sent byte for byte as the library would (%j)",
  async (id) => {
    const payload = { data: { changes: { text: "一“二”", none: null, list: [1, true] } } };
    const { frames, rest } = await sent(id, payload, payload);
    const expected = stringifyMessage({ id, type: MessageType.Next, payload });
    expect(frames).toEqual([expected, expected]);
    expect(rest).toEqual([]);
  },
);

test("an answer that several are told bears the id of each", async () => {
  const payload = { data: { changes: null } };
  for (const id of ["1", "2", "1"]) {
    const { frames } = await sent(id, payload);
    expect(frames).toEqual([stringifyMessage({ id, type: MessageType.Next, payload })]);
  }
});

test("a frame is made once of an answer that is kept for others, and anew of one that is not", async () => {
  const kept = { data: { changes: 1 } };
  const alone = { data: { changes: 2 } };
  aloneTold.add(alone);
  expect(await sent("1", kept, kept)).toMatchObject({ written: 1 });
  expect(await sent("1", alone, alone)).toMatchObject({ written: 2 });
});

test("an answer with errors is left to the library, in its place", async () => {
  const broken = { data: null, errors: ["broken"] };
  const { frames, rest } = await sent("1", { data: 1 }, broken, { data: 2 });
  expect(frames).toHaveLength(2);
  expect(rest).toEqual([broken]);
});

test("an answer is asked for when the one before it is sent", async () => {
  let asked = 0;
  async function* counted(): AsyncGenerator<Answer> {
    for (;;) {
      asked += 1;
      yield { data: asked };
    }
  }
  const isSent: (() => void)[] = [];
  const send = () => new Promise<void>((resolve) => void isSent.push(resolve));
  const frames = sentAsFrames(supplyOf(counted()), {
    id: "1",
    jsonOf: (answer) => Buffer.from(JSON.stringify(answer)),
    keeps,
    send,
  });
  void frames.next();
  await new Promise(setImmediate);
  expect(asked).toBe(1);
  isSent[0]?.();
  await new Promise(setImmediate);
  expect(asked).toBe(2);
});
