import { expect, test } from "vitest";
import { figureOf, figuresBy, figuresIn } from "./metrics.ts";

const text = `# HELP taizhang_sockets WebSockets that are open.
# TYPE taizhang_sockets gauge
taizhang_sockets 3
taizhang_plans_parked -1
taizhang_refusals_last_hour{code="CLAIM_PENDING"} 2
taizhang_refusals_last_hour{code="NOT_YOUR_ASSIGNMENT"} 7
nodejs_version_info{version="v20",note="a \\"quoted\\" word"} 1
taizhang_http_request_seconds_bucket{le="+Inf",route="/graphql"} 12
process_cpu_seconds_total 1.5e-1
nonsense
broken{ 1
`;

test("figures are read with their labels", () => {
  const figures = figuresIn(text);
  expect([figureOf(figures, "taizhang_sockets"), figureOf(figures, "taizhang_plans_parked")]).toEqual([3, -1]);
  expect(figureOf(figures, "process_cpu_seconds_total")).toBe(0.15);
  expect(figuresBy(figures, "taizhang_refusals_last_hour", "code")).toEqual([
    ["NOT_YOUR_ASSIGNMENT", 7],
    ["CLAIM_PENDING", 2],
  ]);
  expect(figures.find(({ name }) => name === "nodejs_version_info")?.labels).toEqual({
    version: "v20",
    note: 'a "quoted" word',
  });
});

test("what is no figure is passed over, and what is not there is null", () => {
  expect(figureOf(figuresIn(text), "nonsense")).toBeNull();
  expect(figuresIn("<html>not found</html>")).toEqual([]);
});
