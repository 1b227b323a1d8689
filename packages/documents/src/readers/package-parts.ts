// The parts of an office file (OOXML) and how they refer to one another; references out of the file are not followed.
import type { Archive } from "./archive.ts";
import { attribute, readXml } from "./xml.ts";

/** A reference to another part of the file. */
export interface Relation {
  readonly id: string;
  /** The last word of its type, such as `worksheet` or `styles`. */
  readonly kind: string;
  /** The name of the part it leads to. */
  readonly target: string;
}

/** What a part refers to; the package itself is the part "". */
export function relationsOf(archive: Archive, part: string): Relation[] {
  const folder = part.slice(0, part.lastIndexOf("/") + 1);
  const bytes = archive.read(`${folder}_rels/${part.slice(folder.length)}.rels`);
  const relations: Relation[] = [];
  if (!bytes) return relations;
  readXml(bytes, {
    open(name, tag) {
      const target = attribute(tag, "Target");
      if (name !== "Relationship" || target === undefined || attribute(tag, "TargetMode") === "External") return;
      const kind = (attribute(tag, "Type") ?? "").split("/").at(-1) ?? "";
      relations.push({ id: attribute(tag, "Id") ?? "", kind, target: resolved(folder, target) });
    },
  });
  return relations;
}

/** The name that a reference from a folder leads to. */
function resolved(folder: string, target: string): string {
  const steps = target.replaceAll("\\", "/");
  const path: string[] = [];
  for (const step of (steps.startsWith("/") ? steps : folder + steps).split("/")) {
    if (step === "..") path.pop();
    else if (step !== "" && step !== ".") path.push(step);
  }
  return path.join("/");
}
