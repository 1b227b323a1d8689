import { expect, test } from "vitest";
import { z } from "zod";
import { exampleOf, readSettings, SettingsRefused, setting, toggle, wholeNumber } from "./settings.ts";

const settings = {
  port: setting("CLOCK_PORT", wholeNumber(65_535), "The port to listen on.", "123"),
  homeTown: setting("CLOCK_HOME_TOWN", z.string(), "Whose time is shown."),
  chimes: toggle("CLOCK_CHIMES", "Whether the hours are struck."),
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
    /^The settings are not right:\n {2}CLOCK_PROT: there is no such setting; there are CLOCK_PORT, CLOCK_HOME_TOWN, CLOCK_CHIMES\.\n {2}--port or CLOCK_PORT: expected a number\. The port to listen on\. Default: 123\.\n {2}--chimes or CLOCK_CHIMES: .*/,
  );
});

test.each([
  [["--colour", "red"], "--colour: there is no such setting; there are --port, --home-town, --chimes"],
  [["start"], "start: there is no such setting"],
  [["-p"], "-p: there is no such setting"],
  [["--home-town"], "--home-town: expected a value. Whose time is shown."],
  [["--port", "65536"], "--port or CLOCK_PORT: Too big"],
])("%j is refused by name", (args, part) => {
  expect(() => fromFlags(...args)).toThrow(part);
});

test("without arguments no flag is spoken of", () => {
  expect(() => fromEnvironment({ CLOCK_PORT: "" })).toThrow(/^The settings.*\n {2}CLOCK_PORT: expected a number/);
});

test("another program's variable may begin like ours", () => {
  expect(() => fromEnvironment({ CLOCK_FACE: "round", CLOCKWORK: "1" })).not.toThrow();
});

test("the example names every setting with its sentence and default, commented out", () => {
  expect(exampleOf(settings)).toBe(
    "# The port to listen on.\n# CLOCK_PORT=123\n\n# Whose time is shown.\n# CLOCK_HOME_TOWN=\n\n# Whether the hours are struck.\n# CLOCK_CHIMES=false\n",
  );
});
