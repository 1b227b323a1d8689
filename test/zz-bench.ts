import { memoryViews, redisViews, startRunner, models } from "/work/main/packages/projections/src/index.ts";
import { storyLog, everything } from "/work/main/test/support/story.ts";
const silent = { info() {}, warn() {}, error() {} };
const log = await storyLog();
console.log("events", (await everything(log)).length);
for (const [n, views] of [["memory", memoryViews()], ["memory", memoryViews()], ["redis", await redisViews({url: "redis://127.0.0.1:6399", logger: silent})]] as const) {
  const t = performance.now();
  const r = startRunner({ log, views, models, logger: silent });
  await r.caughtUp; console.log(n, performance.now() - t); await r.stop(); await views.close();
}
const views = memoryViews();
for (const m of models) { const t = performance.now(); const r = startRunner({ log, views, models:[m], logger: silent }); await r.caughtUp; console.log(m.name, performance.now()-t); await r.stop(); }
