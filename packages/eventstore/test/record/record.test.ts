// The record of a real EventStoreDB, played against our server: programmes that touch only streams of their own, many at once.
import { looksAtAll, serverProcess, sleeps, testRecord } from "./record-tests.ts";

await testRecord(await serverProcess(), (scenario) => !looksAtAll(scenario) && !sleeps(scenario), 12);
