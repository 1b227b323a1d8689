// Reads changed files in one reader of notices, to be traced: before each file it asks for a file that is not there, which
// marks the place in the trace.
import { existsSync } from "node:fs";
import { noticeReaders } from "@taizhang/documents";
import { changedFile } from "@taizhang/documents/testing/changed-files";

const [, , first = "1", last = "100"] = process.argv;
const readers = noticeReaders({ count: 1 });
// What the programs themselves need, each reader opens before its first file.
await readers.read([changedFile(0)]);
for (let seed = Number(first); seed <= Number(last); seed++) {
  const file = changedFile(seed);
  existsSync(`/mark-${seed}`);
  await readers.read([file]);
}
existsSync("/mark-end");
await readers.close();
