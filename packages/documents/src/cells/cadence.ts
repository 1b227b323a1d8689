// Words of recurrence 周期: 每年, 每日, 定期. 及时, 不断 and 不定期 are none.

const CADENCE = /每(?:个)?(?:季度|半年|工作日|[年月日天周季旬])|[按逐](?:季度|[年月季周日])(?!期)|(?<!不)定期/g;

/** The words as printed, each once, in order. */
export function readCadence(text: string): string[] {
  return [...new Set([...text.matchAll(CADENCE)].map(([word]) => word))];
}
