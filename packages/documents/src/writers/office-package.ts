// What xlsx and docx have in common: the types and relations of their parts, and the properties with the mark.
import { MARK_NAMES, type Mark } from "../document/mark.ts";
import { XML_HEAD, xmlText } from "./xml.ts";
import type { ZipPart } from "./zip.ts";

const FORMATS = "http://schemas.openxmlformats.org";
const TYPES = "application/vnd.openxmlformats-officedocument";
const PACKAGE = "application/vnd.openxmlformats-package";

/** A part with its type, such as `wordprocessingml.document.main`; null for relations, which are known by their name. */
export interface OfficePart extends ZipPart {
  readonly type: string | null;
}

/** A relation to another part, such as `worksheet`. */
interface Relation {
  readonly kind: string;
  readonly target: string;
}

/** The relations of a part, whose ids are r1, r2 and so on. */
export function relations(of: readonly Relation[]): string {
  const each = of.map(({ kind, target }, at) => {
    const type = kind.startsWith("http") ? kind : `${FORMATS}/officeDocument/2006/relationships/${kind}`;
    return `<Relationship Id="r${at + 1}" Type="${type}" Target="${target}"/>`;
  });
  return `${XML_HEAD}<Relationships xmlns="${FORMATS}/package/2006/relationships">${each.join("")}</Relationships>`;
}

/** All parts of a file, of which the first of its own is the main one. */
export function officePackage(
  { mark, title }: { readonly mark: Mark; readonly title: string },
  own: readonly OfficePart[],
): ZipPart[] {
  const overrides = own.map(({ name, type }) => (type === null ? "" : override(name, `${TYPES}.${type}+xml`))).join("");
  const types =
    `${XML_HEAD}<Types xmlns="${FORMATS}/package/2006/content-types">` +
    `<Default Extension="rels" ContentType="${PACKAGE}.relationships+xml"/>` +
    `<Default Extension="xml" ContentType="application/xml"/>${overrides}` +
    `${override("docProps/core.xml", `${PACKAGE}.core-properties+xml`)}` +
    `${override("docProps/custom.xml", `${TYPES}.custom-properties+xml`)}</Types>`;
  const root = relations([
    { kind: "officeDocument", target: own[0]?.name ?? "" },
    { kind: `${FORMATS}/package/2006/relationships/metadata/core-properties`, target: "docProps/core.xml" },
    { kind: "custom-properties", target: "docProps/custom.xml" },
  ]);
  return [
    { name: "[Content_Types].xml", content: [types] },
    { name: "_rels/.rels", content: [root] },
    { name: "docProps/core.xml", content: [coreProperties(title, mark.day)] },
    { name: "docProps/custom.xml", content: [customProperties(mark)] },
    ...own,
  ];
}

const override = (name: string, type: string) => `<Override PartName="/${name}" ContentType="${type}"/>`;

const coreProperties = (title: string, day: string) =>
  `${XML_HEAD}<cp:coreProperties xmlns:cp="${FORMATS}/package/2006/metadata/core-properties" ` +
  'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" ' +
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
  `<dc:title>${xmlText(title)}</dc:title><dc:creator>台账 Taizhang</dc:creator>` +
  `<dcterms:created xsi:type="dcterms:W3CDTF">${day}T00:00:00+08:00</dcterms:created></cp:coreProperties>`;

/** The mark, one property for each of its fields that says something. */
function customProperties(mark: Mark): string {
  const said = Object.entries(MARK_NAMES).flatMap(([field, name]) => {
    const value = new Map<string, string | null>(Object.entries(mark)).get(field);
    return value == null ? [] : [{ name, value }];
  });
  const each = said.map(
    ({ name, value }, at) =>
      // The format id is that of all custom properties; ids begin with 2.
      `<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="${at + 2}" name="${name}"><vt:lpwstr>${xmlText(value)}</vt:lpwstr></property>`,
  );
  return (
    `${XML_HEAD}<Properties xmlns="${FORMATS}/officeDocument/2006/custom-properties" ` +
    `xmlns:vt="${FORMATS}/officeDocument/2006/docPropsVTypes">${each.join("")}</Properties>`
  );
}
