// The record of a real EventStoreDB, played against our server: programmes that look at the whole log, one by one.
import { looksAtAll, testRecord } from "./record/record-tests.ts";

await testRecord(looksAtAll, 1);
