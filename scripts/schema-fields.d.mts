/** See `schema-fields.mjs`. */
export function fieldsOf(type: string): string;
