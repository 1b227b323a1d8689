// What Node needs to run a program of ours as a process of its own: built, as people run it, or its source, as tests do.

/** Node's flags for this file: a built one names the lines of its source in errors, TypeScript needs a loader. */
export const nodeFlags = (file: string): readonly string[] =>
  file.endsWith(".ts") ? ["--import", import.meta.resolve("tsx")] : ["--enable-source-maps"];
