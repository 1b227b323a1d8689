// Places for exports: so many at once, so many of one bearer, and each is given back once.
import { Overloaded } from "@taizhang/log";
import { expect, test } from "vitest";
import { exportPlaces } from "./limit-exports.ts";

const bearer = (sub: string) => ({ sub, regionId: "420304", unitId: null, roles: ["office" as const] });

test("one bearer has two, and more once one is over", () => {
  const take = exportPlaces({ atOnce: 4, perBearer: 2 });
  const first = take(bearer("a"));
  take(bearer("a"));
  expect(() => take(bearer("a"))).toThrow(/2 exports of the bearer/);
  first();
  expect(() => take(bearer("a"))).not.toThrow();
});

test("all have four, and giving one back twice frees one", () => {
  const take = exportPlaces({ atOnce: 4, perBearer: 2 });
  const first = take(bearer("a"));
  for (const sub of ["b", "c", "d"]) take(bearer(sub));
  expect(() => take(bearer("e"))).toThrow(Overloaded);
  first();
  first();
  take(bearer("e"));
  expect(() => take(bearer("f"))).toThrow(Overloaded);
});
