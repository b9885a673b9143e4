import { configDefaults, defineConfig } from "vitest/config"

// The soak with kills runs in `pnpm stress` alone. On a busy machine it failed in 2 of about 40 runs:
// one message was in nobody's log. Whether the bot or the network in memory lost it is not known yet.
const soak = process.env["STRESS"] === undefined ? ["test/processes/soak.test.ts"] : []

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    // What waits for a condition waits until here, on slow machines too.
    testTimeout: 30_000,
    expect: { poll: { timeout: 20_000, interval: 5 } },
    exclude: [...configDefaults.exclude, ...soak],
  },
})
