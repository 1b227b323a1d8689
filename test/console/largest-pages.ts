// How much the operations of the console ask for at once, where that is less than any may 每页条数.

/** The most entries that a page of the API has. */
export const mostEntries = 100;

/** The largest page that each of these asks for: more would be refused. A test sees what is asked in truth. */
export const largestPages: Readonly<Record<string, number>> = {
  LedgerPage: 80,
};
