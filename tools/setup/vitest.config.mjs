import { defineConfig } from "vitest/config"

// The programs that most tests put on a PATH are scripts for /bin/sh. What set-up does on Windows is
// seen by CI's job `demo`, which starts there with an old Node.
const posix = ["apt", "haskell", "node", "packages", "pnpm", "process", "servers"]

export default defineConfig({
  test: {
    include: ["src/**/*.test.mjs"],
    // A busy machine takes its time: what is right passes, and only what hangs waits until here.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
    exclude: process.platform === "win32" ? posix.map((name) => `src/${name}.test.mjs`) : [],
  },
})
