// The key of a payload 内容标识: short, and the same for the same. Not `crypto.subtle`, which is not there on plain http.

/** The key of what can be written as JSON: its length, and 53 bits of its text. */
export function payloadKey(payload: unknown): string {
  const text = JSON.stringify(payload);
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    a = Math.imul(a ^ unit, 2_654_435_761);
    b = Math.imul(b ^ unit, 1_597_334_677);
  }
  a = Math.imul(a ^ (a >>> 16), 2_246_822_507) ^ Math.imul(b ^ (b >>> 13), 3_266_489_909);
  b = Math.imul(b ^ (b >>> 16), 2_246_822_507) ^ Math.imul(a ^ (a >>> 13), 3_266_489_909);
  return `${text.length.toString(36)}-${(2 ** 32 * (b & 0x1f_ff_ff) + (a >>> 0)).toString(36)}`;
}
