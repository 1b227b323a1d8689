// The page 审核 review queue.
import type { Page } from "../page.ts";
import { type ReviewsState, reviewsAddress } from "./address.ts";

export const page: Page<ReviewsState> = {
  ...reviewsAddress,
  title: { zh: "审核", en: "Reviews" },
  roles: ["OFFICE", "UNIT"],
  load: async () => (await import("./reviews-page.tsx")).ReviewsPage,
  entry: { order: 12, word: { zh: "审核", en: "Reviews" }, at: () => "/console/reviews", homeOf: ["OFFICE"] },
};
