import { expect, test } from "vitest"
import { packageIn, root } from "./packages.ts"
import { run } from "./run.ts"
import { tryRelease } from "./trial.ts"

// Not the whole checkout: the builds and tests of other packages write in it at the same time.
const touchedByReleases = ["*package.json", "*CHANGELOG.md", "*.tgz", "pnpm-*.yaml", ".changeset"]
const status = (): Promise<string> =>
  run("git", ["status", "--porcelain", "--", ...touchedByReleases], { cwd: root })

test("a release brings @simplex-chat/types alone, which runs, and leaves this checkout as it is", async () => {
  const before = await status()
  const { packed, alone } = await tryRelease({ built: ["@simplex-chat/types"] })
  expect(packed.map(({ id }) => id.replace(/@[^@]*$/, ""))).toEqual(["@simplex-chat/types"])
  const [types] = alone
  expect(alone).toHaveLength(1)
  expect(types?.installed).toEqual(["@simplex-chat/types"])
  expect(types?.id).not.toBe(
    `@simplex-chat/types@${packageIn(`${root}/packages/types`).manifest.version}`,
  )
  expect(types?.printed).toBe(
    '/_send @4 json [{"msgContent":{"type":"text","text":"hi"},"mentions":{}}]\nAPISendMessages\n',
  )
  expect(await status()).toBe(before)
})
