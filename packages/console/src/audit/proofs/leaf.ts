// What the bytes of a leaf say 事件原始字节: the fields of an event as they were stored, each behind its length.
import { parsed } from "../../json.ts";

/** An event as its leaf says. */
export interface Leaf {
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  /** Its data and metadata as texts: what was stored of them, byte by byte. */
  readonly data: string;
  readonly metadata: string;
}

const layout = "taizhang/event/1";
const lengthBytes = 4;

/** Reads it; null where the bytes are no leaf of this layout. */
export function leafIn(bytes: Uint8Array): Leaf | null {
  const fields = fieldsIn(bytes);
  if (fields?.length !== 8) return null;
  const [name, stream, number, id, type, _contentType, data, metadata] = fields.map(textIn);
  const [, , revision] = fields;
  if (name !== layout || revision?.length !== 8 || number === undefined) return null;
  const place = revision.reduce((sum, byte) => sum * 256 + byte, 0);
  return {
    ...{ stream: stream ?? "", revision: place, id: id ?? "", type: type ?? "" },
    ...{ data: data ?? "", metadata: metadata ?? "" },
  };
}

/** The stretches that stand behind their lengths; null where the bytes end within one. */
function fieldsIn(bytes: Uint8Array): readonly Uint8Array[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fields: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    if (at + lengthBytes > bytes.length) return null;
    const end = at + lengthBytes + view.getUint32(at);
    if (end > bytes.length) return null;
    fields.push(bytes.subarray(at + lengthBytes, end));
    at = end;
  }
  return fields;
}

const textIn = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** JSON in lines for people to read; any other text as it is. */
export function readable(text: string): string {
  const value = parsed(text);
  return value === undefined ? text : JSON.stringify(value, null, 2);
}
