import { expect, test } from "vitest";
import { z } from "zod";
import { exampleOf, readSettings, SettingsRefused, setting, toggle, wholeNumber } from "./settings.ts";

const settings = {
  port: setting("CLOCK_PORT", wholeNumber(65_535), { zh: "监听的端口。", en: "The port to listen on." }, "123"),
  homeTown: setting("CLOCK_HOME_TOWN", z.string(), { zh: "显示谁的时间。", en: "Whose time is shown." }),
  chimes: toggle("CLOCK_CHIMES", { zh: "是否报时。", en: "Whether the hours are struck." }),
};
const naming = { prefix: "CLOCK_", ofOthers: ["CLOCK_FACE"] };
const fromFlags = (...args: string[]) => readSettings(settings, naming, {}, args);
const fromEnvironment = (environment: Readonly<Record<string, string>>) => readSettings(settings, naming, environment);

test("what nobody says has its default", () => {
  expect(fromFlags()).toEqual({ port: 123, homeTown: "", chimes: false });
  expect(fromEnvironment({ PATH: "/bin" })).toEqual({ port: 123, homeTown: "", chimes: false });
});

test("a flag wins over the environment", () => {
  const environment = { CLOCK_PORT: "1", CLOCK_HOME_TOWN: "郧阳", CLOCK_CHIMES: "no" };
  expect(readSettings(settings, naming, environment, ["--port", "2", "--chimes"])).toEqual({
    port: 2,
    homeTown: "郧阳",
    chimes: true,
  });
  expect(fromFlags("--home-town=巫山", "--chimes=no")).toMatchObject({ homeTown: "巫山", chimes: false });
});

test("everything that is wrong is told at once: unknown names, then values, each with what the setting is for", () => {
  const refused = () => readSettings(settings, naming, { CLOCK_PROT: "1", CLOCK_CHIMES: "maybe" }, ["--port", "x"]);
  expect(refused).toThrow(SettingsRefused);
  expect(refused).toThrow(
    /^设置有误 The settings are not right:\n {2}CLOCK_PROT: .* \/ there is no such setting; there are CLOCK_PORT, CLOCK_HOME_TOWN, CLOCK_CHIMES\.\n {2}--port or CLOCK_PORT: 应为数字。监听的端口。默认值：123。 \/ expected a number\. The port to listen on\. Default: 123\.\n {2}--chimes or CLOCK_CHIMES: 应为true、.*之一。是否报时。默认值：false。 \/ expected one of true, .*/,
  );
});

test.each([
  [
    ["--colour", "red"],
    "--colour: 没有这个设置；有：--port、--home-town、--chimes。 / there is no such setting; there are --port, --home-town, --chimes.",
  ],
  [["start"], "start: 没有这个设置"],
  [["-p"], "-p: 没有这个设置"],
  [["--home-town"], "--home-town: 应有值。显示谁的时间。 / expected a value. Whose time is shown."],
  [["--port", "65536"], "--port or CLOCK_PORT: 不得大于65535。监听的端口。默认值：123。 / expected at most 65535."],
])("%j is refused by name", (args, part) => {
  expect(() => fromFlags(...args)).toThrow(part);
});

test("without arguments no flag is spoken of", () => {
  expect(() => fromEnvironment({ CLOCK_PORT: "" })).toThrow(/^设置有误 The settings.*\n {2}CLOCK_PORT: 应为数字。/);
});

test("another program's variable may begin like ours", () => {
  expect(() => fromEnvironment({ CLOCK_FACE: "round", CLOCKWORK: "1" })).not.toThrow();
});

test("the example names every setting with its sentence and default, commented out", () => {
  expect(exampleOf(settings)).toBe(
    "# 监听的端口。\n# The port to listen on.\n# CLOCK_PORT=123\n\n# 显示谁的时间。\n# Whose time is shown.\n# CLOCK_HOME_TOWN=\n\n# 是否报时。\n# Whether the hours are struck.\n# CLOCK_CHIMES=false\n",
  );
});
