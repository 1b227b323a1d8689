// The story: a year of each plan as commands with a clock of their own. It never writes an event directly.
import { liangping } from "./liangping.ts";
import { shaoguan } from "./shaoguan.ts";
import { shaxian } from "./shaxian.ts";
import { type Act, type StoryParts, stageOf } from "./stage.ts";
import { wushan } from "./wushan.ts";
import { yunyang } from "./yunyang.ts";

export type { StoryNotice, StoryParts } from "./stage.ts";

/** Every notice the story needs: the region it belongs to, its key, and its file within the seeds. */
export const storyNotices = [
  { regionId: "420304", key: "yunyang-2021", file: "notices/yunyang-2021.txt" },
  { regionId: "420304", key: "yunyang-2021-yingshang", file: "notices-own/yunyang-2021-yingshang.txt" },
  {
    ...{ regionId: "420304", key: "yunyang-2021-yingshang-buchong" },
    file: "notices-own/yunyang-2021-yingshang-buchong.txt",
  },
  { regionId: "350405", key: "shaxian-2021", file: "notices/shaxian-2021.txt" },
  { regionId: "440200", key: "shaoguan-2021", file: "notices/shaoguan-2021.txt" },
  { regionId: "500155", key: "liangping-2021", file: "notices/liangping-2021.txt" },
  { regionId: "500237", key: "wushan-2021", file: "notices/wushan-2021.txt" },
] as const;

/** The address of a file of the seeds. */
export const seedFile = (file: string): URL => new URL(`../${file}`, import.meta.url);

const acts: readonly Act[] = [...yunyang, ...shaxian, ...shaoguan, ...liangping, ...wushan];

/** The day on which the story has ended: nothing of it is later. */
export const storyEndsOn = "2022-03-01";

/**
 * Plays the story in the order of its clock. The ids of its commands are fixed, so that nothing is stored twice when it
 * is continued after a crash or played again. `progress` is called with the number of acts done, and of all acts.
 */
export async function playStory(parts: StoryParts, progress: (done: number, of: number) => void): Promise<void> {
  const stage = stageOf(parts);
  const inOrder = acts.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  for (const [place, act] of inOrder.entries()) {
    await stage.endDays(act.at);
    await act.play(stage);
    progress(place + 1, inOrder.length);
  }
  // The last acts are of January; what was due until then is noted, and the timer of whoever plays this finds nothing to do.
  await stage.endDays(`${storyEndsOn} 00:00`);
}
