// The process of the HTTP peer: it reads each request to its end and sends the answer it was given.
import { createServer } from "node:http";
import { z } from "zod";

const recorded = z.object({ headers: z.record(z.string(), z.string()), body: z.instanceof(Uint8Array) });

process.once("disconnect", () => process.exit());
process.once("message", (message) => {
  const { headers, body } = recorded.parse(message);
  const server = createServer((request, response) => {
    request.resume().once("end", () => response.writeHead(200, headers).end(body));
  });
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    if (typeof address === "object") process.send?.(address?.port);
  });
});
