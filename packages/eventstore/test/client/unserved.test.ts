// Calls that are not served are refused with a sentence that names another way, and do not hang.
import { persistentSubscriptionToStreamSettingsFromDefaults } from "@eventstore/db-client";
import { expect, test } from "vitest";
import { named, serverAndClient, told } from "../fixtures.ts";

const { client } = await serverAndClient();
const settings = persistentSubscriptionToStreamSettingsFromDefaults();

test.each([
  [
    "a persistent subscription",
    /catch-up subscription/,
    () => client.createPersistentSubscriptionToStream("orders", "group", settings),
  ],
  ["the end of one", /catch-up subscription/, () => client.deletePersistentSubscriptionToStream("orders", "group")],
  [
    "a reader of one",
    /catch-up subscription/,
    async () => {
      for await (const _ of client.subscribeToPersistentSubscriptionToStream("orders", "group")) return;
    },
  ],
  ["a projection", /follow \$all with a filter/, () => client.disableProjection("$by_category")],
  ["a list of projections", /follow \$all with a filter/, () => client.listProjections()],
])("%s is refused with a sentence that names another way", async (_, way, call) => {
  await expect(call()).rejects.toMatchObject({ code: 12, message: expect.stringMatching(way) });
});

test("the connection goes on after such a refusal", async () => {
  await expect(client.disableProjection("p")).rejects.toThrow();
  await client.appendToStream("after", named("a"));
  expect(await told(client.readStream("after"))).toEqual(["after@0 a"]);
});
