// A change as a CloudEvent 云事件 (CloudEvents 1.0.2, structured mode, JSON), with the extensions `sequence` and `recordedtime`.
import { z } from "zod";

/** A change as the schema shows it whole, as far as a CloudEvent says it outside its data. */
export const shownChange = z.looseObject({
  __typename: z.literal("Change"),
  cursor: z.string(),
  eventId: z.string(),
  type: z.string(),
  stream: z.string(),
  position: z.string(),
  regionId: z.string(),
  happenedAt: z.string(),
  recordedAt: z.string(),
});
type ShownChange = z.infer<typeof shownChange>;

// A position has at most 19 digits.
const sequenceLength = 20;

/** The attributes of a CloudEvent, besides its data. */
export const attributes = z.strictObject({
  specversion: z.literal("1.0"),
  id: z.string().describe("The event 事件编号: `eventId`. With `source` it is unique, in all ledgers of a region."),
  source: z.string().describe("The region that it belongs to 行政区划, such as `/regions/420304`."),
  type: z.string().describe("What happened, as a word 事件类型, such as `ProgressReported`."),
  subject: z.string().describe("The stream that it belongs to 事件流."),
  time: z.iso.datetime().describe("When it was done, by the clock of whoever executed it 办理时刻."),
  datacontenttype: z.literal("application/json"),
  sequence: z
    .string()
    .regex(new RegExp(`^\\d{${sequenceLength}}$`))
    .describe("Its place in the whole log 位置, padded so that the order of the texts is that of the log."),
  recordedtime: z.iso.datetime().describe("When the log stored it 入账时刻."),
});

/** A CloudEvent whose data are a change, less the cursor: that is the id of the message in the stream. */
export type ChangeEvent = z.infer<typeof attributes> & { readonly data: object };

/** A change as a CloudEvent. */
export function cloudEventOf({ __typename: _kind, cursor: _cursor, ...data }: ShownChange): ChangeEvent {
  return {
    specversion: "1.0",
    id: data.eventId,
    source: `/regions/${data.regionId}`,
    type: data.type,
    subject: data.stream,
    time: data.happenedAt,
    datacontenttype: "application/json",
    sequence: data.position.padStart(sequenceLength, "0"),
    recordedtime: data.recordedAt,
    data,
  };
}
