// The package's own settings for tests, without the tests that cannot run in a copy of it.

import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { configDefaults, mergeConfig, type ViteUserConfig } from "vitest/config"

const own = pathToFileURL(join(process.cwd(), "vitest.config.ts")).href
const { default: config } = (await import(own)) as { default: ViteUserConfig }
const exclude = JSON.parse(process.env["MUTATION_EXCLUDE"] ?? "[]") as string[]

const skip = process.env["MUTATION_SKIP"] ?? ""

export default mergeConfig(config, {
  test: {
    exclude: [...configDefaults.exclude, ...exclude],
    // A test that a busy machine slows down must pass. Mutants that hang are found by Stryker itself.
    testTimeout: 60_000,
    ...(skip === "" ? {} : { testNamePattern: new RegExp(`^(?!.*(?:${skip}))`) }),
    expect: { poll: { timeout: 40_000 } },
  },
} satisfies ViteUserConfig)
