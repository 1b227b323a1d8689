// Settings: declared once, read from the environment and from flags, and shown in an example file.
import { parseArgs } from "node:util";
import { z } from "zod";
import { faultOf, inBoth, type Said } from "./said.ts";

/** One setting: its name in the environment, its shape, and a sentence that says what it does. */
export interface Setting<Value> {
  readonly env: string;
  readonly shape: z.ZodType<Value, unknown>;
  readonly sentence: Said;
  /** As written in the environment; empty where there is none. */
  readonly default: string;
  /** True where its flag takes no value: to give the flag is to say yes. */
  readonly isToggle: boolean;
}

export type Settings = Readonly<Record<string, Setting<unknown>>>;
export type Values<S extends Settings> = {
  readonly [Key in keyof S]: S[Key] extends Setting<infer Value> ? Value : never;
};

/** Declares a setting. The default is given as it would be written in the environment. */
export function setting<Value>(
  env: string,
  shape: z.ZodType<Value, string>,
  sentence: Said,
  byDefault = "",
): Setting<Value> {
  return { env, shape: z.string().default(byDefault).pipe(shape), sentence, default: byDefault, isToggle: false };
}

/** Declares a setting that is yes or no, and no by default. */
export function toggle(env: string, sentence: Said): Setting<boolean> {
  return { ...setting(env, z.stringbool(), sentence, "false"), isToggle: true };
}

/** The shape of a whole number, written in digits. */
export const wholeNumber = (most: number, least = 0) =>
  z
    .string()
    .regex(/^\d+$/, inBoth({ zh: "应为数字", en: "expected a number" }))
    .transform(Number)
    .pipe(z.int().min(least).max(most));

/** How the settings of a program are told from everything else in the environment. */
export interface Naming {
  /** What their names begin with. The flag of `PREFIX_SOME_NAME` is `--some-name`. */
  readonly prefix: string;
  /** Names that begin like that and are another program's. */
  readonly ofOthers: readonly string[];
}

/** What is wrong with a setting, or with several together: then it names none. */
export interface SettingFault extends Said {
  readonly name: string | null;
}

/** The settings make no sense; the message lists everything that is wrong, a line each, in Chinese and English. */
export class SettingsRefused extends Error {
  override readonly name = "SettingsRefused";

  constructor(faults: readonly SettingFault[]) {
    const lines = faults.map(({ name, ...said }) => `${name === null ? "" : `${name}: `}${inBoth(said)}`);
    super(["设置有误 The settings are not right:", ...lines].join("\n  "));
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads settings from an environment and, where arguments are given, from flags, which win. Throws `SettingsRefused` on
 * a malformed value, and on a name that begins like a setting and is none: a misspelt setting must not be passed over.
 */
export function readSettings<S extends Settings>(
  settings: S,
  naming: Naming,
  environment: Environment,
  args?: readonly string[],
): Values<S> {
  const flags = args && readFlags(Object.values(settings), naming, args);
  const faults = [...unknownVariables(Object.values(settings), naming, environment), ...(flags?.faults ?? [])];
  const values = Object.entries(settings).map(([key, { env, shape, sentence, default: byDefault }]) => {
    const read = shape.safeParse(flags?.given.get(env) ?? environment[env]);
    const name = flags ? `${flagOf(env, naming)} or ${env}` : env;
    const otherwise = { zh: byDefault && `默认值：${byDefault}。`, en: byDefault && ` Default: ${byDefault}.` };
    for (const issue of read.error?.issues ?? []) {
      const { zh, en } = faultOf(issue);
      const said = { zh: `${zh}。${sentence.zh}${otherwise.zh}`, en: `${en}. ${sentence.en}${otherwise.en}` };
      faults.push({ name, ...said });
    }
    return [key, read.data];
  });
  if (faults.length > 0) throw new SettingsRefused(faults);
  return Object.freeze(Object.fromEntries(values));
}

const noSuch = (name: string, names: readonly string[]): SettingFault => ({
  name,
  zh: `没有这个设置；有：${names.join("、")}。`,
  en: `there is no such setting; there are ${names.join(", ")}.`,
});

function unknownVariables(
  settings: readonly Setting<unknown>[],
  { prefix, ofOthers }: Naming,
  environment: Environment,
): SettingFault[] {
  const names = settings.map(({ env }) => env);
  return Object.keys(environment)
    .filter((name) => name.startsWith(prefix) && !names.includes(name) && !ofOthers.includes(name))
    .map((name) => noSuch(name, names));
}

/** The flag of a setting: that of `PREFIX_SOME_NAME` is `--some-name`, and that of `OTHER_NAME` is `--other-name`. */
export const flagOf = (env: string, { prefix }: Pick<Naming, "prefix">): string =>
  `--${(env.startsWith(prefix) ? env.slice(prefix.length) : env).toLowerCase().replaceAll("_", "-")}`;

function readFlags(settings: readonly Setting<unknown>[], naming: Naming, args: readonly string[]) {
  const byFlag = new Map(settings.map((each) => [flagOf(each.env, naming), each]));
  const options = Object.fromEntries(
    [...byFlag].map(([flag, { isToggle }]) => [
      flag.slice("--".length),
      { type: isToggle ? ("boolean" as const) : ("string" as const) },
    ]),
  );
  const given = new Map<string, string>();
  const faults: SettingFault[] = [];
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind === "option-terminator") continue;
    const flag = token.kind === "option" ? token.rawName : token.value;
    const known = byFlag.get(flag);
    const value = token.value ?? (known?.isToggle ? "true" : undefined);
    if (!known) faults.push(noSuch(flag, [...byFlag.keys()]));
    else if (value === undefined) {
      const { zh, en } = known.sentence;
      faults.push({ name: flag, zh: `应有值。${zh}`, en: `expected a value. ${en}` });
    } else given.set(known.env, value);
  }
  return { given, faults };
}

/** The settings as an `.env.example`: each with its sentence, commented out at its default. */
export function exampleOf(settings: Settings): string {
  return Object.values(settings)
    .map(({ env, sentence: { zh, en }, default: byDefault }) => `# ${zh}\n# ${en}\n# ${env}=${byDefault}\n`)
    .join("\n");
}
