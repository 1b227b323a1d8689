// How large the built page is, and whether that is within its limits: the build fails beyond them.

/**
 * How large the page may be, compressed by gzip, in kilobytes of 1,024 bytes. `lazy` is whatever is loaded later at one go: a page, or a
 * part of one; `other` a file that is neither script nor style.
 */
const limits = { firstScripts: 190, styles: 15, lazy: 60, charts: 190, other: 10 };

/** A built file; a script says what it imports when it is loaded. */
export interface BuiltFile {
  readonly name: string;
  readonly source: string | Uint8Array;
  readonly isEntry?: boolean;
  /** Whether it is loaded when it is wanted, and not with what imports it. */
  readonly isLazy?: boolean;
  readonly imports?: readonly string[];
  /** Whether it draws charts 图表, which are loaded when somebody looks at one. */
  readonly isCharts?: boolean;
}

/** The sizes in kilobytes, and a fault for each limit that is exceeded, and for each file that no limit is about. */
export interface Sizes {
  readonly firstScripts: number;
  readonly styles: number;
  /** What is loaded later: each with whatever it imports that is not there by then. The largest first. */
  readonly lazy: readonly { readonly name: string; readonly size: number }[];
  readonly faults: readonly string[];
}

/**
 * Measures the files of a build; `gzipped` says how many bytes a source has then. The first load is the entry with whatever it
 * imports, and what that imports.
 */
export function sizesOf(
  files: readonly BuiltFile[],
  gzipped: (source: string | Uint8Array) => number,
  most = limits,
): Sizes {
  const kb = ({ source }: BuiltFile): number => gzipped(source) / 1024;
  const sum = (some: readonly BuiltFile[]): number => some.reduce((all, file) => all + kb(file), 0);
  const scripts = files.filter(({ imports }) => imports !== undefined);
  /** What is loaded with a script, itself among it, beyond what is there. */
  function loadedWith(name: string, there: ReadonlySet<string>, loaded = new Set<string>()): ReadonlySet<string> {
    if (there.has(name) || loaded.has(name)) return loaded;
    loaded.add(name);
    for (const each of scripts.find((file) => file.name === name)?.imports ?? []) loadedWith(each, there, loaded);
    return loaded;
  }
  const among = (names: ReadonlySet<string>) => scripts.filter(({ name }) => names.has(name));
  const first = new Set<string>();
  for (const { name, isEntry } of scripts) if (isEntry) loadedWith(name, new Set(), first);
  const later = scripts
    .filter(({ name, isLazy }) => isLazy === true && !first.has(name))
    .map((file) => ({ ...file, loads: loadedWith(file.name, first) }))
    .map(({ name, isCharts, loads }) => ({ name, isCharts, loads, size: sum(among(loads)) }))
    .sort((one, other) => other.size - one.size);
  const styles = files.filter(({ name }) => name.endsWith(".css"));
  const others = files.filter(({ name }) => /\.(html|svg)$/.test(name));
  const about = new Set([...first, ...later.flatMap(({ loads }) => [...loads])]);
  for (const { name } of [...styles, ...others]) about.add(name);
  const firstScripts = sum(among(first));
  const checked: readonly (readonly [what: string, size: number, most: number])[] = [
    ["the scripts of the first load have", firstScripts, most.firstScripts],
    ["the styles have", sum(styles), most.styles],
    ...later.map(
      ({ name, isCharts, size }) =>
        [`what is loaded with ${name} has`, size, isCharts ? most.charts : most.lazy] as const,
    ),
    ...others.map((file) => [`the file ${file.name} has`, kb(file), most.other] as const),
  ];
  const faults = [
    ...checked
      .filter(([, size, limit]) => size > limit)
      .map(([what, size, limit]) => `${what} ${size.toFixed(1)} KB, the limit is ${limit} KB`),
    ...files.filter(({ name }) => !about.has(name)).map(({ name }) => `no limit is about the file ${name}`),
  ];
  const lazy = later.map(({ name, size }) => ({ name, size }));
  return { firstScripts, styles: sum(styles), lazy, faults };
}
