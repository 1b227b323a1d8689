// What an address says, where it is one of the values of an enumeration 取值.

/** Whether a text is one of the keys of an object, such as the words of an enumeration. */
export const isOneOf = <Value extends string>(
  of: Readonly<Record<Value, unknown>>,
  text: string | undefined,
): text is Value => text !== undefined && Object.keys(of).includes(text);
