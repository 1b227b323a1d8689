// The API with its readers as a process of its own, for files that may harm it: its exit is seen. It ends with its parent.
import { testLedger, testRegion } from "@taizhang/api/testing/region";
import { keepingLogger, serve } from "@taizhang/api/testing/serving";
import { noticeReaders, ReadersBusy } from "@taizhang/documents";
import { Overloaded } from "@taizhang/log";

const manySeconds = 1_000_000;

const ledger = testLedger();
const region = testRegion(ledger);
const readers = noticeReaders();
const { logger, lines } = keepingLogger();
const serving = await serve({
  ledger,
  parts: {
    logger,
    async readNotice(files, how) {
      try {
        return await readers.read(files, how?.known, how?.signal);
      } catch (error) {
        throw error instanceof ReadersBusy ? new Overloaded(error.message, { cause: error }) : error;
      }
    },
  },
});

process.on("message", () => process.send?.(lines.splice(0).filter((line) => JSON.parse(line).level === "error")));
process.once("disconnect", () => process.exit());
process.send?.({ address: serving.address, token: await serving.token(region.bearer("office"), manySeconds) });
