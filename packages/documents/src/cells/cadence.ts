// Cadence 周期: words of recurrence such as 每年, 每日 and 定期, but not 及时, 不断 or 不定期.

// 「法定期限」 contains the characters 定期, but not the word.
const CADENCE =
  /每个?(?:季度|半年|工作日|[年月日天周季旬])|每[两二三四五六\d]{1,2}\s?个?(?:季度|[年月周天日])|[按逐](?:季度|[月季周日])(?!期)|按年(?!度)|一(?:季度?|[年月周日])一(?:次|报|调度|通报|更新|评|考|结)|(?<![不法])定期(?!限)/g;

/** The words as printed, each once, in order. */
export function readCadence(text: string): string[] {
  return [...new Set([...text.matchAll(CADENCE)].map(([word]) => word))];
}
