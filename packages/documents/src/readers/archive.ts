// A zip archive in memory, of which single parts are unpacked: counted before and while that is done, and never written.
import { constants, crc32, inflateRawSync } from "node:zlib";
import { damaged, Refused } from "./refused.ts";

// Node's own inflate takes the most that may come out and stops there, so no library of streams is needed, and the
// reader stays a plain function.

const MAX_ENTRIES = 2000;
/** All that a file holds, pictures included. */
const MAX_HELD = 100 * 2 ** 20;
/** All that is unpacked of it. A notice has less than one MiB of XML; the readers take a second for ten. */
const MAX_UNPACKED = 48 * 2 ** 20;
/** XML of office files shrinks to a tenth, that of empty styled cells to a fiftieth; a bomb to a thousandth. */
const MAX_RATIO = 200;
/** A short part may be all blanks. */
const RATIO_FROM = 2 ** 20;

/** The parts of an archive by name, in lower case with forward slashes. */
export interface Archive {
  has(name: string): boolean;
  /** The bytes of a part; undefined where there is none of that name. Throws `Refused`. */
  read(name: string): Uint8Array | undefined;
  readonly names: readonly string[];
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly header: number;
}

/** Reads the directory of an archive. Throws `Refused` where it is damaged, locked or larger than may be. */
export function openArchive(bytes: Uint8Array): Archive {
  const entries = new Map<string, Entry>();
  let held = 0;
  for (const entry of readDirectory(bytes)) {
    if (entries.has(entry.name)) throw damaged("压缩包里有重名的内容", "two parts of the archive have one name");
    entries.set(entry.name, entry);
    held += entry.size;
    if (held > MAX_HELD) throw tooLarge(MAX_HELD);
    if (entry.size > RATIO_FROM && entry.size > entry.packed * MAX_RATIO) throw bomb();
  }
  let left = MAX_UNPACKED;
  return {
    names: [...entries.keys()],
    has: (name) => entries.has(name.toLowerCase()),
    read(name) {
      const entry = entries.get(name.toLowerCase());
      if (!entry) return undefined;
      // A part may be named many times over, and parts may lie over one another in the file.
      left -= entry.size;
      if (left < 0) throw tooLarge(MAX_UNPACKED);
      return unpack(bytes, entry);
    },
  };
}

function unpack(bytes: Uint8Array, { method, packed, size, header, crc }: Entry): Uint8Array {
  const view = viewOf(bytes);
  if (header + 30 > bytes.length || view.getUint32(header, true) !== 0x04034b50) throw cut();
  const start = header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true);
  if (start + packed > bytes.length) throw cut();
  const data = bytes.subarray(start, start + packed);
  const content = method === 0 ? data : inflated(data, method, size);
  if (content.length !== size || crc32(content) !== crc) throw cut();
  return content;
}

function inflated(data: Uint8Array, method: number, size: number): Uint8Array {
  if (method !== 8) throw damaged("压缩方式不是 docx、xlsx 所用的", "packed by a method that no docx or xlsx uses");
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(size, 1), finishFlush: constants.Z_SYNC_FLUSH });
  } catch (error) {
    if (error instanceof RangeError) throw bomb();
    throw cut();
  }
}

function* readDirectory(bytes: Uint8Array): Generator<Entry> {
  const view = viewOf(bytes);
  const { count, offset } = directoryOf(bytes, view);
  if (count > MAX_ENTRIES) throw tooManyEntries();
  let at = offset;
  for (let no = 0; no < count; no++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) throw cut();
    const flags = view.getUint16(at + 8, true);
    if ((flags & 1) === 1) throw locked();
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const end = at + 46 + nameLength + extraLength + view.getUint16(at + 32, true);
    if (end > bytes.length) throw cut();
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    const extra = at + 46 + nameLength;
    const long = longSizes(view, extra, extra + extraLength, {
      size: view.getUint32(at + 24, true),
      packed: view.getUint32(at + 20, true),
      header: view.getUint32(at + 42, true),
    });
    yield {
      name: name.replaceAll("\\", "/").toLowerCase(),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      ...long,
    };
    at = end;
  }
}

interface Sizes {
  readonly size: number;
  readonly packed: number;
  readonly header: number;
}

const LONG = 0xffffffff;

/** The sizes of zip64, which some programs write for files of any size. */
function longSizes(view: DataView, from: number, to: number, sizes: Sizes): Sizes {
  if (sizes.size !== LONG && sizes.packed !== LONG && sizes.header !== LONG) return sizes;
  let at = from;
  while (at + 4 <= to && view.getUint16(at, true) !== 1) at += 4 + view.getUint16(at + 2, true);
  at += 4;
  const next = (short: number): number => {
    if (short !== LONG) return short;
    if (at + 8 > to) throw cut();
    const long = longNumber(view, at);
    at += 8;
    return long;
  };
  const size = next(sizes.size);
  const packed = next(sizes.packed);
  return { size, packed, header: next(sizes.header) };
}

/** Sizes beyond what a number holds exactly are beyond every bound as well. */
function longNumber(view: DataView, at: number): number {
  return view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32;
}

/** Where the directory begins and how many entries it has, as the end of the archive says. */
function directoryOf(bytes: Uint8Array, view: DataView): { count: number; offset: number } {
  const last = bytes.length - 22;
  for (let at = last; at >= Math.max(0, last - 0xffff); at--) {
    if (view.getUint32(at, true) !== 0x06054b50) continue;
    const count = view.getUint16(at + 10, true);
    const offset = view.getUint32(at + 16, true);
    if (count !== 0xffff && offset !== LONG) return { count, offset };
    if (at < 20 || view.getUint32(at - 20, true) !== 0x07064b50) return { count, offset };
    const long = longNumber(view, at - 12);
    if (long + 56 > bytes.length || view.getUint32(long, true) !== 0x06064b50) throw cut();
    return { count: longNumber(view, long + 32), offset: longNumber(view, long + 48) };
  }
  throw cut();
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

const cut = (): Refused => damaged("压缩包不完整或有改动", "the archive is cut short or changed");

const tooLarge = (bound: number): Refused =>
  new Refused(
    "TOO_LARGE",
    `文件解压后超过 ${bound / 2 ** 20} MB。请删去任务表以外的工作表、图片和附件，另存后再导入。`,
    `The file has more than ${bound / 2 ** 20} MB once unpacked. Delete sheets, pictures and attachments that are no task table, save it anew and import that.`,
  );

const tooManyEntries = (): Refused =>
  new Refused(
    "TOO_COMPLEX",
    `文件内部有超过 ${MAX_ENTRIES} 个部分。请把任务表复制到新建的文件，保存后再导入。`,
    `The file consists of more than ${MAX_ENTRIES} parts. Copy the task table into a new file, save that and import it.`,
  );

const bomb = (): Refused =>
  new Refused(
    "TOO_COMPLEX",
    "文件内容的压缩比异常，可能是为攻击而制作的，也可能有大片带格式的空行、空列。请把任务表复制到新建的文件，保存后再导入。",
    "The content is packed far tighter than that of an ordinary file: it may be made for an attack, or hold vast empty rows with a format. Copy the task table into a new file, save that and import it.",
  );

const locked = (): Refused =>
  new Refused(
    "UNSUPPORTED_FORMAT",
    "压缩包设有密码。请用密码解压，再导入其中的 docx、xlsx 或 html 文件。",
    "The archive is locked with a password. Unpack it, and import the docx, xlsx or html file in it.",
  );
