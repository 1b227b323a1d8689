import { expect, test } from "vitest";
import { keptInMemory } from "../../testing/kept.ts";
import { sessionIn } from "./session.ts";

const token = (name: string) => ({ token: name, development: null });

/** Whether a promise has come by now. */
const hasCome = async (promise: Promise<unknown>): Promise<boolean> => {
  const none = Symbol("none");
  return (await Promise.race([promise, Promise.resolve(none)])) !== none;
};

test("the token of a person is hers alone, whoever else signs in meanwhile", async () => {
  const session = sessionIn(keptInMemory());
  session.signIn(token("a"));
  const [anybodys, hers] = [session.token(), session.tokenOf("clerk")];
  expect(await anybodys).toBe("a");
  // Whose it is, nobody has said yet.
  expect(await hasCome(hers)).toBe(false);
  session.signOut();
  session.signIn(token("b"));
  session.knownAs("b", "office");
  session.knownAs("a", "clerk");
  expect(await hasCome(hers)).toBe(false);
  session.signIn(token("c"));
  session.knownAs("c", "clerk");
  expect(await hers).toBe("c");
});

test("what one person asks is asked again with her next token, and not with the next one's", async () => {
  const session = sessionIn(keptInMemory());
  session.signIn(token("a"));
  // Before it is known who it is, the question who it is must be asked.
  expect(await session.tokenOfNow()()).toBe("a");
  session.knownAs("a", "clerk");
  const tokenOf = session.tokenOfNow();
  session.ended("a");
  const next = tokenOf();
  session.signIn(token("b"));
  session.knownAs("b", "office");
  expect(await hasCome(next)).toBe(false);
  session.signIn(token("c"));
  session.knownAs("c", "clerk");
  expect(await next).toBe("c");
});
