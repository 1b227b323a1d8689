// A file as an answer 附件: to be kept under its name, and not to be shown.

/** The header `content-disposition` of a file (RFC 6266): its name as old clients read it, and as it is. */
export function attached(name: string): string {
  const plain = name.replaceAll(/[^\w. -]/g, "_");
  const whole = encodeURIComponent(name).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}
