// Hands a file to the browser to save 存为文件: one that is made in the page, or that the server has answered.

/** Long enough for the browser to begin to save what an address of its own holds. */
const keptMs = 60_000;

/** Offers a file, or a text as one, to be kept under a name. */
export function saveFile(name: string, file: Blob | string): void {
  const blob = typeof file === "string" ? new Blob([file], { type: "text/plain;charset=utf-8" }) : file;
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(address), keptMs);
}
