// An address of the web 网址, as somebody filed it: whether it may be followed, and whose it is.

/** The address where it is one of the web, checked again here; null else. */
export function webAddress(url: string | null | undefined): URL | null {
  try {
    const address = new URL(url ?? "");
    return address.protocol === "https:" || address.protocol === "http:" ? address : null;
  } catch {
    return null;
  }
}

/** Its host as it was written and, where that is in other letters, as the network knows it: one of them tells what the other hides. */
export function hostsOf(url: string, { host }: Pick<URL, "host">): string {
  const written = /^\s*https?:\/\/(?:[^/?#@]*@)?([^/?#]+)/iu.exec(url)?.[1] ?? host;
  return written.toLowerCase() === host || !/[^\x21-\x7e]/u.test(written) ? host : `${written} ${host}`;
}
