// An event in one line, as `orders@0 e1 T P1`; a link with its target behind an arrow.
import type { Json } from "./program.ts";

type Tree = { readonly [key: string]: Json };

const isTree = (value: Json | undefined): value is Tree =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isRecorded = (value: Json | undefined): value is Tree =>
  isTree(value) && ("streamId" in value || "streamIdentifier" in value);

/** The same answer with a line for each event that was read. */
export function withLines(answer: Json): Json {
  if (Array.isArray(answer)) return answer.map(withLines);
  if (!isTree(answer)) return answer;
  const { event, link, commitPosition } = answer;
  const original = isRecorded(link) ? link : event;
  if (!isRecorded(original)) {
    return Object.fromEntries(Object.entries(answer).map(([name, each]) => [name, withLines(each)]));
  }
  const target = isRecorded(event) ? lineOf(event) : "nothing";
  const line = isRecorded(link) ? `${lineOf(link)} -> ${target}` : target;
  return commitPosition === positionOf(original).commit ? line : `${line} but position ${commitPosition}`;
}

function lineOf(record: Tree): string {
  const { streamId, streamIdentifier, revision, streamRevision, id, type, metadata } = record;
  const { commit, prepare } = positionOf(record);
  const name = isTree(streamIdentifier) ? textOf(streamIdentifier["streamName"]) : streamId;
  const uuid = isTree(id) ? (id["string"] ?? `structured ${id["structured"]}`) : id;
  const kind = type ?? (isTree(metadata) ? metadata["type"] : undefined);
  return `${name}@${revision ?? streamRevision} ${uuid} ${kind} ${commit === prepare ? commit : `${commit}/${prepare}`}`;
}

function positionOf({ position, commitPosition, preparePosition }: Tree): { commit: Json; prepare: Json } {
  if (typeof position !== "string") return { commit: commitPosition ?? null, prepare: preparePosition ?? null };
  const [commit = "", prepare = commit] = position.split("/");
  return { commit, prepare };
}

function textOf(name: Json | undefined): Json {
  return isTree(name) ? (name["bytes"] ?? `hex ${name["hex"]}`) : (name ?? null);
}
