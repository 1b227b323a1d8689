// Asks a running API over HTTP, as the jobs of the command line do.
import { setTimeout as pause } from "node:timers/promises";
import { inBoth } from "@taizhang/process";
import { z } from "zod";

/** Where the API is, and on whose behalf it is asked. */
export interface Destination {
  readonly api: string;
  readonly token: string;
}

const answer = z.object({
  data: z.unknown(),
  errors: z
    .array(z.object({ message: z.string(), extensions: z.object({ messageZh: z.string().optional() }).optional() }))
    .optional(),
});

/**
 * Sends a request with the token. Where that is too much for the API just now, waits as long as the API says and sends it
 * again. Throws a sentence where nobody answers.
 */
export async function sendTo(destination: Destination, path: string, init: RequestInit): Promise<Response> {
  const { api, token } = destination;
  const headers = new Headers(init.headers);
  headers.set("authorization", `Bearer ${token}`);
  const response = await fetch(`${api}${path}`, { ...init, headers }).catch((error: Error) => {
    const reason = error.cause instanceof Error ? error.cause.message : error.message;
    const zh = `${api} 没有接口应答（${reason}）：请先运行 \`taizhang start\`，或用 --api 指定另一地址`;
    const en = `no API answers at ${api} (${reason}): is \`taizhang start\` running? --api names another address`;
    throw new Error(inBoth({ zh, en }));
  });
  if (response.status !== 429) return response;
  const seconds = Number(response.headers.get("retry-after") ?? 1);
  process.stderr.write(`已达限额，${seconds}秒后继续 the limit is reached; going on in ${seconds} seconds\n`);
  await pause(seconds * 1000);
  return sendTo(destination, path, init);
}

/** Sends a document, and reads its answer by a shape. Throws with the sentences of the API where it fails. */
export async function askApi<Value>(
  destination: Destination,
  query: string,
  variables: object,
  shape: z.ZodType<Value>,
): Promise<Value> {
  const answered = await sendTo(destination, "/graphql", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = answer.parse(await answered.json());
  if (errors && errors.length > 0)
    throw new Error(
      errors.map(({ message, extensions }) => inBoth({ zh: extensions?.messageZh ?? message, en: message })).join("\n"),
    );
  return shape.parse(data);
}

/** A refusal as the API tells it. */
export const rejectionShape = z
  .object({
    message: z.object({ zh: z.string(), en: z.string() }),
    detail: z.string().nullable(),
  })
  .nullable();

/** A refusal in one line, in both languages. */
export const inWords = ({ message, detail }: NonNullable<z.infer<typeof rejectionShape>>): string =>
  `${inBoth(message)}${detail === null ? "" : ` (${detail})`}`;
