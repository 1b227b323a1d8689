// The front door of the seeds: what the demonstration and the tests may use.
export { rosterOf, rosters, type SeedRoster, seedRoster } from "./rosters.ts";
