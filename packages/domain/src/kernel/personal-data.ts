// Finds mobile and identity numbers in what people type, so that none enters the log.
// A mainland mobile number: eleven digits that begin 13-19, with the blanks or dashes people put between groups.
const mobile = /(?<!\d)(?:(?:\+|00)?86[-–—\s]{0,2})?1[3-9]\d[-–—\s]{0,2}\d{4}[-–—\s]{0,2}\d{4}(?!\d)/;
// An identity number of GB 11643: six of a division, eight of a birthday, three of order, one check character.
const identity =
  /(?<!\d)[1-9]\d{5}[-–—\s]{0,2}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[-–—\s]{0,2}\d{3}[\dXx](?!\d)/;

/** True if a text holds a mobile or identity number; full-width digits count. */
export function holdsPersonalData(text: string): boolean {
  const folded = text.normalize("NFKC");
  return mobile.test(folded) || identity.test(folded);
}

// UUIDs and SHA-256 hashes are not typed by people, and their digits may look like a number by chance.
const opaque = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64})$/;

/**
 * Looks through every text of a command for personal data and returns the path of the first field that holds some
 * (`progress.text`), or null. It is one rule for all commands, so that a new action cannot forget it.
 */
export function personalDataIn(command: unknown, path = ""): string | null {
  if (typeof command === "string") return !opaque.test(command) && holdsPersonalData(command) ? path : null;
  if (typeof command === "object" && command !== null) {
    for (const [key, value] of Object.entries(command)) {
      const found = personalDataIn(value, path ? `${path}.${key}` : key);
      if (found !== null) return found;
    }
  }
  return null;
}
