// Services of the protocol that this server does not serve: each call is refused with what to do instead.
import monitoringGrpc from "@eventstore/db-client/generated/monitoring_grpc_pb.js";
import operationsGrpc from "@eventstore/db-client/generated/operations_grpc_pb.js";
import persistentGrpc from "@eventstore/db-client/generated/persistent_grpc_pb.js";
import projectionsGrpc from "@eventstore/db-client/generated/projections_grpc_pb.js";
import usersGrpc from "@eventstore/db-client/generated/users_grpc_pb.js";
import type {
  ServerWritableStream,
  ServiceDefinition,
  sendUnaryData,
  UntypedHandleCall,
  UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { unimplemented } from "./errors.ts";

export interface UnservedService {
  readonly service: ServiceDefinition;
  readonly refusals: UntypedServiceImplementation;
}

/** None of them is listed among the supported methods, so that clients which ask do not call them. */
export const unservedServices: readonly UnservedService[] = [
  unserved(
    persistentGrpc.PersistentSubscriptionsService,
    "Persistent subscriptions are not served: use a catch-up subscription (Streams.Read) and keep its checkpoint yourself.",
  ),
  unserved(
    projectionsGrpc.ProjectionsService,
    "Projections are not served: follow $all with a filter by stream name or event type, and fold the events yourself.",
  ),
  unserved(
    usersGrpc.UsersService,
    "There are no users and no rights: the server listens on the loopback only; the API in front of it checks rights.",
  ),
  unserved(
    operationsGrpc.OperationsService,
    "There is nothing to operate by calls: nothing is scavenged, there is one node, and SIGTERM ends its process in order.",
  ),
  unserved(
    monitoringGrpc.MonitoringService,
    "Statistics are not served as a call: ask for GET /health/live by HTTP on the same port.",
  ),
];

function unserved(service: ServiceDefinition, reason: string): UnservedService {
  const refusals = Object.entries(service).map(([name, method]): [string, UntypedHandleCall] => [
    name,
    method.responseStream
      ? (call: ServerWritableStream<unknown, unknown>) => call.emit("error", unimplemented(reason))
      : (_call: unknown, callback: sendUnaryData<unknown>) => callback(unimplemented(reason)),
  ]);
  return { service, refusals: Object.fromEntries(refusals) };
}
