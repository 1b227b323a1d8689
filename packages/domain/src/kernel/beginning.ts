// How a long text begins 开头: by it people know again what a refusal or a sentence names, without reading all of it.

const most = 12;

/** The first letters of a text in quotation marks, with an ellipsis where it goes on: 「公开财政预算决算…」. */
export function beginning(text: string): string {
  const letters = [...text];
  return `「${letters.slice(0, most).join("")}${letters.length > most ? "…" : ""}」`;
}
