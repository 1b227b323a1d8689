// The front door of the seeds: what the demonstration and the tests may use.
export { rosterOf, rosters, type SeedRoster, seedRoster } from "./rosters.ts";
export { playStory, type StoryNotice, type StoryParts, seedFile, storyEndsOn, storyNotices } from "./story/index.ts";
