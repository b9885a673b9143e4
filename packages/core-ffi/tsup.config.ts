import { build } from "esbuild"
import { defineConfig } from "tsup"

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

export default defineConfig({
  entry: [
    "src/index.ts",
    "src/node-version.ts",
    "src/cli/index.ts",
    "src/cli/main.ts",
    "src/probe-process.ts",
    "src/release-tools.ts",
    "src/notify-systemd.ts",
    "src/stub/index.ts",
  ],
  format: "esm",
  target: "node22",
  platform: "node",
  dts: {
    entry: [
      "src/index.ts",
      "src/node-version.ts",
      "src/cli/index.ts",
      "src/release-tools.ts",
      "src/notify-systemd.ts",
      "src/stub/index.ts",
    ],
  },
  clean: true,
  define: { THREAD_SOURCE: JSON.stringify(thread.outputFiles[0]?.text) },
})
