// A real browser for tests: the Chromium that `CHROMIUM_PATH` names, or one on the path, or one that is installed if that is allowed.
//
// The one without a window comes first. It renders, runs and handles keys with the same code, but has no bars and menus around
// the page, for which the other one loads pages of its own in every window.
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { haveProgram, isOnPath } from "@taizhang/eventstore/test/system-program";
import { type Browser, type BrowserContext, chromium } from "playwright-core";

/** Starts it, without a window, with more flags. Throws a sentence that says what to do where there is none. */
export function startChromium(more: readonly string[] = []): Promise<Browser> {
  const usual = options();
  return chromium.launch({ ...usual, args: [...usual.args, ...more] });
}

// Without a UTF-8 locale a browser keeps no file under a Chinese name, and where these tests run may be no locale at all. In which order a
// field shows year, month and day, it learns from the language.
const options = () => ({
  executablePath: pathOfChromium(),
  args: flags(),
  env: { ...process.env, LC_ALL: "C.UTF-8", LANGUAGE: "zh_CN" },
});

// As root a browser has no sandbox; tests show it our own pages alone. Keys scroll at once, as they do for whoever has switched
// the gliding off: of a list of thousands that is walked through, it takes most of the time.
const flags = () => [
  "--lang=zh-CN",
  "--disable-smooth-scrolling",
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

function pathOfChromium(): string {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM_PATH names no file: ${named}`);
  }
  if (haveProgram("chromium-headless-shell")) return onPath("chromium-headless-shell");
  if (isOnPath("chromium")) return onPath("chromium");
  throw new Error(
    "A Chromium is needed here: set CHROMIUM_PATH to one, or put one on the path (Debian: apt-get install chromium-headless-shell " +
      "fonts-noto-cjk), or, on Debian as root, set TAIZHANG_INSTALL=1 and the tests install it.",
  );
}

function onPath(name: string): string {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.map((folder) => join(folder, name)).find((file) => existsSync(file)) ?? name;
}

/** Starts one that keeps what it is told to in a directory, as that of a person does. */
export function keepChromium(profile: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, { ...options(), locale: "zh-CN" });
}
