// Saves a text as a file of the reader's own 存为文件: it is made in the page, and nothing is asked of anybody.

/** Long enough for the browser to begin to save what an address of its own holds. */
const keptMs = 60_000;

/** Offers the text to be kept under a name. */
export function saveFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(address), keptMs);
}
