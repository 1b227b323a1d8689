// The record of a real EventStoreDB, played against our server: programmes that touch only streams of their own, many at once.
import { looksAtAll, testRecord } from "./record/record-tests.ts";

await testRecord((scenario) => !looksAtAll(scenario), 12);
