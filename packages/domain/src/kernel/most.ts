// The most that a command may say 上限: the shapes, their messages and the descriptions of the schema take it from here.

/** How much of what. */
export const most = {
  /** Characters of a text that a person types. */
  text: 4000,
  /** Characters of the words of a task, or of what is required of it, as a person sets them. */
  rowText: 20_000,
  /** Characters of a name or a title. */
  name: 200,
  /** Characters of the address of a page. */
  url: 2000,
  /** Steps of a page's path on its site. */
  steps: 20,
  /** Pieces of evidence. */
  evidence: 50,
  /** Urgings of one unit on one task. */
  urgings: 50,
  /** Pieces of evidence that one unit has to mend in one task. */
  toMend: 50,
  /** Items of one task. */
  items: 200,
  /** Characters of the text of an item that a unit adopts. */
  itemText: 500,
  /** Characters of an item's number and of its unit of measure. */
  itemNo: 20,
  /** Characters of a command id that is no UUID. */
  commandId: 100,
  /** Units, in whatever list of a command. */
  units: 2000,
  /** Groups, and bodies outside the region, of one task. */
  groups: 100,
  /** Size of a notice with its annexes, in MB of 2^20 bytes. */
  noticeMb: 10,
  /** Files that are one notice: the notice itself and its annexes. */
  noticeFiles: 10,
  /** Persons of a unit who have one part in hand. */
  persons: 20,
  /** Characters of the subject id of a person in a command. */
  subjectId: 200,
  /** Days before its due day from which a task may count as due soon. */
  dueSoonDays: 90,
} as const;
