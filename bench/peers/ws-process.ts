// The process of the WebSocket peer: it sends each socket the text of its number, whenever it is told to.
import { createServer } from "node:http";
import { type WebSocket, WebSocketServer } from "ws";
import { z } from "zod";

const told = z.object({ texts: z.array(z.string()) });

process.once("disconnect", () => process.exit());
process.once("message", (message) => {
  const { texts } = told.parse(message);
  const listening = new Map<WebSocket, string>();
  const server = createServer();
  new WebSocketServer({ server, perMessageDeflate: false }).on("connection", (socket, { url }) => {
    const text = texts[Number(url?.slice(1))];
    if (text !== undefined) listening.set(socket, text);
    socket.once("close", () => listening.delete(socket));
    socket.on("message", () => {
      for (const [each, own] of listening) each.send(own);
    });
  });
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    if (typeof address === "object") process.send?.(address?.port);
  });
});
