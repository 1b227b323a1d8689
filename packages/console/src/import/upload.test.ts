import { expect, test } from "vitest";
import { sessionIn } from "../sign-in/session.ts";
import { moved, uploaded } from "./upload.ts";

function signedIn(token: string) {
  const kept = new Map<string, string>();
  const session = sessionIn({
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  });
  session.signIn({ token, development: null });
  return session;
}

const answering =
  (answer: (token: string, body: unknown) => Response): typeof fetch =>
  async (_address, init) =>
    answer(new Headers(init?.headers).get("authorization") ?? "", init?.body);

const notice = new File(["一、"], "通知.txt");
const annex = new File(["二、"], "附件.xlsx");

test("sends all files in their order and answers the hash", async () => {
  const names: string[] = [];
  const sent = uploaded(
    signedIn("a"),
    [notice, annex],
    answering((_token, body) => {
      if (body instanceof FormData)
        for (const file of body.getAll("file")) names.push(file instanceof File ? file.name : "no file");
      return Response.json({ sourceSha256: "ab" });
    }),
  );
  expect(await sent).toBe("ab");
  expect(names).toEqual(["通知.txt", "附件.xlsx"]);
});

test("says in both languages why a file is no notice", async () => {
  const error = { code: "NO_TASK_TABLE", message: "没有", messageZh: "没有找到任务", messageEn: "No task was found" };
  const refused = uploaded(
    signedIn("a"),
    [notice],
    answering(() => Response.json({ error }, { status: 422 })),
  );
  await expect(refused).rejects.toMatchObject({
    code: "NO_TASK_TABLE",
    sentence: { zh: "没有找到任务", en: "No task was found" },
  });
});

test("waits for a new token where the old one has ended, and sends the files again", async () => {
  const session = signedIn("old");
  const sent = uploaded(
    session,
    [notice],
    answering((token) =>
      token === "Bearer new"
        ? Response.json({ sourceSha256: "cd" })
        : Response.json({ error: { code: "UNAUTHENTICATED", message: "" } }, { status: 401 }),
    ),
  );
  const stop = session.standing.subscribe(() => {
    if (session.standing.get().isEnded) session.signIn({ token: "new", development: null });
  });
  expect(await sent).toBe("cd");
  stop();
});

test("says that the server is away", async () => {
  const away: typeof fetch = async () => Promise.reject(new TypeError("refused"));
  await expect(uploaded(signedIn("a"), [notice], away)).rejects.toMatchObject({ code: "OFFLINE" });
});

test("moves a file among the others, and no further than the ends", () => {
  expect(moved(["a", "b", "c"], 2, -1)).toEqual(["a", "c", "b"]);
  expect(moved(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"]);
  expect(moved(["a", "b"], 0, -1)).toEqual(["a", "b"]);
});
