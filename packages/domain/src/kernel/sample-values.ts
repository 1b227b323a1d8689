// What the samples of events and the examples of commands are made of. Everything in them is invented.
import type { Evidence } from "./shapes.ts";

const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;

export const sampleRegion = "420304";
export const samplePlan = uuid(100);
export const sampleTask = uuid(200);
export const sampleGroup = uuid(300);
export const sampleUnit = uuid(1);
/** The unit that a part of `sampleUnit` goes to. */
export const sampleSuccessor = uuid(2);
export const sampleDay = "2021-06-30";
export const sampleEvidence: Evidence = { title: "区政府网站", url: "https://www.example.org/2021/0630.html" };
