// The record of a real EventStoreDB, played against our server: programmes that look at the whole log, one by one.
import { looksAtAll, serverProcess, testRecord } from "./record-tests.ts";

await testRecord(await serverProcess(), looksAtAll, 1);
