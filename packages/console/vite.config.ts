// How the page is built: for old browsers, compressed beforehand, and not at all where it has grown beyond its limits.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import optimizeLocales from "@react-aria/optimize-locales-plugin";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/** How large the page may be, compressed by gzip, in kilobytes of 1,024 bytes. */
const limits = { firstScripts: 190, styles: 15, chunk: 60, charts: 190 };

const kb = (bytes: number) => bytes / 1024;

/** Fails the build where the page is larger than its limits, and says by how much. */
function withinLimits(): Plugin {
  return {
    name: "within-limits",
    writeBundle(_options, bundle) {
      const sizeOf = (source: string | Uint8Array) => kb(gzipSync(source).byteLength);
      const all = Object.values(bundle);
      const chunks = all.filter((file) => file.type === "chunk");
      const first = new Set(
        chunks.filter((chunk) => chunk.isEntry).flatMap((chunk) => [chunk.fileName, ...chunk.imports]),
      );
      let grown = true;
      while (grown) {
        grown = false;
        for (const chunk of chunks.filter(({ fileName }) => first.has(fileName)))
          for (const name of chunk.imports) if (!first.has(name)) grown = Boolean(first.add(name));
      }
      const faults: string[] = [];
      const check = (what: string, size: number, most: number) => {
        if (size > most) faults.push(`${what} ${size.toFixed(1)} KB, the limit is ${most} KB`);
      };
      const scripts = chunks.filter(({ fileName }) => first.has(fileName)).map(({ code }) => sizeOf(code));
      check(
        "the scripts of the first load have",
        scripts.reduce((sum, size) => sum + size, 0),
        limits.firstScripts,
      );
      const styles = all.filter((file) => file.type === "asset" && file.fileName.endsWith(".css"));
      const styleSizes = styles.map((file) => (file.type === "asset" ? sizeOf(file.source) : 0));
      check(
        "the styles have",
        styleSizes.reduce((sum, size) => sum + size, 0),
        limits.styles,
      );
      for (const chunk of chunks.filter(({ fileName }) => !first.has(fileName)))
        check(
          `the chunk ${chunk.fileName} has`,
          sizeOf(chunk.code),
          chunk.moduleIds.some((id) => id.includes("/echarts/")) ? limits.charts : limits.chunk,
        );
      if (faults.length > 0) this.error(`The console is too large (gzip): ${faults.join("; ")}.`);
      const total = scripts.reduce((sum, size) => sum + size, 0);
      this.info(`first load ${total.toFixed(1)} KB of scripts, gzip`);
    },
  };
}

/** Writes every asset compressed beside itself, so that the server compresses nothing. */
function compressed(): Plugin {
  return {
    name: "compressed",
    writeBundle({ dir = "" }, bundle) {
      for (const fileName of Object.keys(bundle).filter((name) => /\.(js|css|svg)$/.test(name))) {
        const bytes = readFileSync(join(dir, fileName));
        writeFileSync(join(dir, `${fileName}.gz`), gzipSync(bytes, { level: 9 }));
        const best = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
        writeFileSync(join(dir, `${fileName}.br`), brotliCompressSync(bytes, best));
      }
    },
  };
}

export default defineConfig({
  base: "/console/",
  plugins: [
    react(),
    { ...optimizeLocales.vite({ locales: ["zh-CN", "en-US"] }), enforce: "pre" },
    withinLimits(),
    compressed(),
  ],
  build: {
    target: ["chrome90", "firefox91", "safari15"],
    // A script of the browser's own would be inlined into the page, which the policy refuses.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
});
