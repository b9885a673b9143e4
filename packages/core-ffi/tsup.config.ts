import { rmSync } from "node:fs"
import { build } from "esbuild"
import { defineConfig, type Options } from "tsup"

// The threads' source, in one piece, becomes part of the package: see src/threads/spawn.ts.
const thread = await build({
  entryPoints: ["src/threads/entry.ts"],
  bundle: true,
  write: false,
  platform: "node",
  target: "node22",
  format: "cjs", // what `new Worker(source, { eval: true })` takes
  logOverride: { "empty-import-meta": "silent" }, // nothing that looks beside itself runs in a thread
})

// Once for both builds below, which run side by side.
rmSync("dist", { recursive: true, force: true })

const common: Options = {
  format: "esm",
  target: "node22",
  platform: "node",
  define: { THREAD_SOURCE: JSON.stringify(thread.outputFiles[0]?.text) },
}

// Entries of one build share chunks, one for each set of entries that need the same modules, and each
// costs an application a quarter of a millisecond. What no application runs is built apart.
export default defineConfig([
  {
    ...common,
    entry: [
      "src/index.ts",
      "src/node-version.ts",
      "src/cli/index.ts",
      "src/cli/main.ts",
      "src/probe-process.ts",
      "src/notify-systemd.ts",
    ],
    dts: {
      entry: ["src/index.ts", "src/node-version.ts", "src/cli/index.ts", "src/notify-systemd.ts"],
    },
  },
  {
    ...common,
    entry: { "release-tools": "src/release-tools.ts", "stub/index": "src/stub/index.ts" },
    dts: { entry: { "release-tools": "src/release-tools.ts", "stub/index": "src/stub/index.ts" } },
    splitting: false,
  },
])
