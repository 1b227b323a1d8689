import { describe, expect, test } from "vitest";
import { filesOfForm } from "./form.ts";

const type = "multipart/form-data; boundary=--edge";
const part = (name: string, content: string) =>
  `----edge\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n${content}\r\n`;
const form = (...parts: readonly string[]) => Buffer.from(`${parts.join("")}----edge--\r\n`);

const read = async (body: Uint8Array) =>
  (await filesOfForm(body, type)).map(({ name, bytes }) => [name, Buffer.from(bytes).toString()]);

test("the files of a form keep their order, their names and their bytes", async () => {
  const long = "长".repeat(300_000);
  expect(await read(form(part("通知.txt", long), part("附件 1.txt", "\r\n--edge"), part("空.txt", "")))).toEqual([
    ["通知.txt", long],
    ["附件 1.txt", "\r\n--edge"],
    ["空.txt", ""],
  ]);
});

describe("a form is refused", () => {
  const nameless = '----edge\r\nContent-Disposition: form-data; name="note"\r\n\r\n附注\r\n';

  test("never by passing over a part: one without a file name is a file without a name", async () => {
    expect(await read(form(nameless, part("通知.txt", "甲")))).toEqual([
      ["", "附注"],
      ["通知.txt", "甲"],
    ]);
  });

  test.each([
    ["where it is cut off", form(part("通知.txt", "甲"), part("附件.txt", "乙")).subarray(0, 150)],
    ["where it has no end", Buffer.from(part("通知.txt", "甲"))],
    ["where nothing is in it", form()],
    ["where it is something else", Buffer.from("任务分解表")],
    ["with a head that never ends", form("----edge\r\nContent-Disposition: form-data")],
    ["with more files than a notice has", form(...Array.from({ length: 11 }, (_, at) => part(`${at}.txt`, "甲")))],
  ])("%s", async (_how, body) => {
    await expect(filesOfForm(body, type)).rejects.toMatchObject({ extensions: { code: "BAD_USER_INPUT" } });
  });
});

test("whatever is sent as a form is read or refused, and nobody waits for ever", async () => {
  const whole = form(part("通知.txt", "甲"), part("附件.txt", "乙"));
  const damaged = [...whole.keys()].flatMap((at) => [
    whole.subarray(0, at),
    whole.subarray(at),
    Buffer.concat([whole.subarray(0, at), whole.subarray(at + 1)]),
    Buffer.concat([whole.subarray(0, at), Buffer.from("\r\n"), whole.subarray(at)]),
    Buffer.concat([whole.subarray(0, at), Buffer.from("\0-:;"), whole.subarray(at + 4)]),
  ]);
  const results = await Promise.all(
    damaged.map((body) =>
      filesOfForm(body, type).then(
        ({ length }) => length,
        (error: Error) => error.name,
      ),
    ),
  );
  expect(new Set(results)).toEqual(new Set(["GraphQLError", 1, 2]));
});
