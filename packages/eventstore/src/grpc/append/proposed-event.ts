// Reads one event of an append, by hand, because events are most of what writers send.
import type { ProposedEvent } from "../../core/event.ts";
import { ProtobufReader } from "../protobuf/reader.ts";
import { invalid, missingMetadata } from "../protocol/errors.ts";
import { readUuid } from "../protocol/uuid.ts";

/** Fields of the protocol: of an event, and of an entry of its properties. */
const [idField, propertiesField, metadataField, dataField] = [1, 2, 3, 4];
const [keyField, valueField] = [1, 2];

const nilId = "00000000-0000-0000-0000-000000000000";
const nothing = new Uint8Array();

/** Reads an event; its bodies are views of the bytes. Refuses one without a usable id, type or content type. */
export function readProposed(bytes: Uint8Array): ProposedEvent {
  const reader = new ProtobufReader(bytes);
  let id: string | undefined;
  let type: string | undefined;
  let contentType: string | undefined;
  let data: Uint8Array = nothing;
  let metadata: Uint8Array = nothing;
  for (let field = reader.next(); field !== 0; field = reader.next()) {
    if (!reader.isLong) continue;
    if (field === idField) id = readUuid(reader);
    else if (field === propertiesField) readProperty();
    else if (field === metadataField) metadata = reader.bytes();
    else if (field === dataField) data = reader.bytes();
  }
  if (type === undefined) throw missingMetadata("type");
  if (contentType === undefined) throw missingMetadata("content-type");
  if (type === "") throw invalid("The event's type is empty.");
  if (id === undefined || id === nilId) throw invalid("The event's id is missing, nil or not a UUID.");
  return { id, type, json: contentType === "application/json", data, metadata };

  function readProperty(): void {
    let [key, value] = ["", ""];
    reader.message((field) => {
      if (field === keyField) key = reader.text();
      if (field === valueField) value = reader.text();
    });
    if (key === "type") type = value;
    if (key === "content-type") contentType = value;
  }
}
