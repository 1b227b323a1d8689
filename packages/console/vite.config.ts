// How the page is built: for old browsers, compressed beforehand, and not at all where it has grown beyond its limits.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import optimizeLocales from "@react-aria/optimize-locales-plugin";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { sizesOf } from "./testing/sizes.ts";

/** Fails the build where the page is larger than its limits, and says by how much. */
function withinLimits(): Plugin {
  return {
    name: "within-limits",
    writeBundle(_options, bundle) {
      const files = Object.values(bundle).map((file) =>
        file.type === "chunk"
          ? {
              name: file.fileName,
              source: file.code,
              isEntry: file.isEntry,
              isLazy: file.isDynamicEntry,
              imports: file.imports,
              isCharts: file.moduleIds.some((id) => id.includes("/echarts/")),
            }
          : { name: file.fileName, source: file.source },
      );
      const { faults, firstScripts, lazy } = sizesOf(files, (source) => gzipSync(source).byteLength);
      if (faults.length > 0) this.error(`The console is not within its limits (gzip): ${faults.join("; ")}.`);
      const later = lazy.map(({ name, size }) => `${name} ${size.toFixed(1)}`).join(", ");
      this.info(`first load ${firstScripts.toFixed(1)} KB of scripts, gzip; later, with what each imports: ${later}`);
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
