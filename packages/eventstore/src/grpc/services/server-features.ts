// ServerFeatures.GetSupportedMethods: tells clients which methods they may call.
import featuresPb from "@eventstore/db-client/generated/serverfeatures_pb.js";

/** The release whose behaviour we follow; clients compare it. */
const followedVersion = "23.10.0";

const served: readonly { service: string; methods: Readonly<Record<string, readonly string[]>> }[] = [
  {
    service: "event_store.client.streams.streams",
    methods: {
      append: [],
      batchappend: ["deadline_duration"],
      delete: [],
      read: ["position", "events"],
      tombstone: [],
    },
  },
  { service: "event_store.client.gossip.gossip", methods: { read: [] } },
  { service: "event_store.client.server_features.serverfeatures", methods: { getsupportedmethods: [] } },
];

/** Every method that is served, with its features. */
export function supportedMethods(): featuresPb.SupportedMethods {
  const methods = served.flatMap(({ service, methods }) =>
    Object.entries(methods).map(([name, features]) =>
      new featuresPb.SupportedMethod()
        .setServiceName(service)
        .setMethodName(name)
        .setFeaturesList([...features]),
    ),
  );
  return new featuresPb.SupportedMethods().setMethodsList(methods).setEventStoreServerVersion(followedVersion);
}
