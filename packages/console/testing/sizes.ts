// How large the built page is, and whether that is within its limits: the build fails beyond them.

/** How large the page may be, compressed by gzip, in kilobytes of 1,024 bytes. */
const limits = { firstScripts: 190, styles: 15, chunk: 60, charts: 190 };

/** A built file; a script says what it imports when it is loaded. */
export interface BuiltFile {
  readonly name: string;
  readonly source: string | Uint8Array;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  /** Whether it draws charts 图表, which are loaded when somebody looks at one. */
  readonly isCharts?: boolean;
}

/** The sizes in kilobytes, and a fault for each limit that is exceeded. */
export interface Sizes {
  readonly firstScripts: number;
  readonly styles: number;
  readonly faults: readonly string[];
}

/** Measures the files of a build; `gzipped` says how many bytes a source has then. The first load is the entry with whatever it imports, and what that imports. */
export function sizesOf(
  files: readonly BuiltFile[],
  gzipped: (source: string | Uint8Array) => number,
  most = limits,
): Sizes {
  const kb = ({ source }: BuiltFile): number => gzipped(source) / 1024;
  const sum = (some: readonly BuiltFile[]): number => some.reduce((all, file) => all + kb(file), 0);
  const scripts = files.filter(({ imports }) => imports !== undefined);
  const first = new Set<string>();
  const load = (name: string): void => {
    if (first.has(name)) return;
    first.add(name);
    for (const each of scripts.find((file) => file.name === name)?.imports ?? []) load(each);
  };
  for (const { name, isEntry } of scripts) if (isEntry) load(name);
  const firstScripts = sum(scripts.filter(({ name }) => first.has(name)));
  const styles = sum(files.filter(({ name }) => name.endsWith(".css")));
  const checked: readonly (readonly [what: string, size: number, most: number])[] = [
    ["the scripts of the first load have", firstScripts, most.firstScripts],
    ["the styles have", styles, most.styles],
    ...scripts
      .filter(({ name }) => !first.has(name))
      .map((file) => [`the chunk ${file.name} has`, kb(file), file.isCharts ? most.charts : most.chunk] as const),
  ];
  const faults = checked
    .filter(([, size, limit]) => size > limit)
    .map(([what, size, limit]) => `${what} ${size.toFixed(1)} KB, the limit is ${limit} KB`);
  return { firstScripts, styles, faults };
}
