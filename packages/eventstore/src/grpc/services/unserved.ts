// The services that are not served: each call is refused with a sentence about what to do instead.
import { unimplemented } from "../protocol/errors.ts";
import type { Method } from "../transport/grpc-server.ts";

/** None of them is listed among the supported methods, so that clients which ask do not call them. */
const ways = new Map([
  [
    "persistent_subscriptions.PersistentSubscriptions",
    "Persistent subscriptions are not served: use a catch-up subscription (Streams.Read) and keep its checkpoint yourself.",
  ],
  [
    "projections.Projections",
    "Projections are not served: follow $all with a filter by stream name or event type, and fold the events yourself.",
  ],
  [
    "users.Users",
    "There are no users and no rights: the server listens on the loopback only; the API in front of it checks rights.",
  ],
  [
    "operations.Operations",
    "There is nothing to operate by calls: nothing is scavenged, there is one node, and SIGTERM ends its process in order.",
  ],
  ["monitoring.Monitoring", "Statistics are not served as a call: ask for GET /health/live by HTTP on the same port."],
]);

/** A method that refuses the call, if its path is within one of these services. */
export function unserved(path: string): Method | undefined {
  const [, service = ""] = /^\/event_store\.client\.([\w.]+)\//.exec(path) ?? [];
  const way = ways.get(service);
  return way === undefined ? undefined : () => Promise.reject(unimplemented(way));
}
