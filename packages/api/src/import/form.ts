// The files of a form 表单: a notice with its annexes, as a client sends several files at once.
import { Busboy } from "@fastify/busboy";
import { most, type Sentence } from "@taizhang/domain";
import { problem } from "../errors.ts";
import type { NoticeFile } from "./notice.ts";

/** Characters of a part's head, far more than a name needs. */
const headBytes = 8 * 1024;

/**
 * Takes the files out of a body of `multipart/form-data`, in their order, each with the name that its part says; without
 * one it is "". The body is in memory and of bounded size. Throws `BAD_USER_INPUT` where it is no form, holds no file or
 * more than a notice may have.
 */
export async function filesOfForm(body: Uint8Array, contentType: string): Promise<NoticeFile[]> {
  const files: { name: string; pieces: Uint8Array[] }[] = [];
  const refused = await new Promise<Sentence | null>((resolve) => {
    try {
      const form = new Busboy({
        headers: { "content-type": contentType },
        limits: { files: most.noticeFiles, headerPairs: 20, headerSize: headBytes },
        // A part without the name of a file is one whose name is missing, and not a field to pass over.
        isPartAFile: () => true,
      });
      form.on("file", (_field, stream, name: string | undefined) => {
        const file: (typeof files)[number] = { name: name ?? "", pieces: [] };
        files.push(file);
        stream.on("data", (piece: Uint8Array) => void file.pieces.push(piece));
        // The form itself tells of it.
        stream.on("error", () => undefined);
      });
      form.on("filesLimit", () => resolve(tooManyFiles));
      form.on("finish", () => resolve(files.length === 0 ? noFile : null));
      form.on("error", () => resolve(noForm));
      form.end(body);
    } catch {
      // The library throws where the content type names no boundary.
      resolve(noForm);
    }
  });
  if (refused) throw problem("BAD_USER_INPUT", refused);
  return files.map(({ name, pieces }) => ({ name, bytes: Buffer.concat(pieces) }));
}

const tooManyFiles = {
  zh: `一份来文连同附件至多${most.noticeFiles}个文件。`,
  en: `A notice has ${most.noticeFiles} files at most, with its annexes.`,
};
const noFile = { zh: "表单里没有文件。", en: "The form holds no file." };
const noForm = {
  zh: "表单不完整或格式有误：请按 multipart/form-data 提交，例如 curl -F 1=@通知 -F 2=@附件。",
  en: "The form is incomplete or malformed: send it as multipart/form-data, as curl -F 1=@notice -F 2=@annex does.",
};
