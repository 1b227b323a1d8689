// Under which key a unit's part in a task is known to what is expected of it.

/** The key of a part. */
export const partKey = (taskId: string | number, unitId: string | number): string => `part/${taskId}/${unitId}`;
