// Gossip.Read: the one member of this cluster of one, for clients that look for their server.
import gossipPb from "@eventstore/db-client/generated/gossip_pb.js";
import type { Clock } from "../../core/event.ts";
import { uuidMessage } from "../protocol/uuid.ts";
import type { Address } from "../transport/shared-port.ts";

/** The members of the cluster: this server, as its leader. `instanceId` is a UUID, new at every start. */
export function clusterInfo(instanceId: string, address: Address, clock: Clock): gossipPb.ClusterInfo {
  const member = new gossipPb.MemberInfo();
  member.setInstanceId(uuidMessage(instanceId, { structured: true }));
  member.setTimeStamp(`${clock()}`);
  member.setState(gossipPb.MemberInfo.VNodeState.LEADER);
  member.setIsAlive(true);
  member.setHttpEndPoint(new gossipPb.EndPoint().setAddress(address.host).setPort(address.port));
  return new gossipPb.ClusterInfo().setMembersList([member]);
}
