import { execFileSync } from "node:child_process"
import { fileURLToPath } from "node:url"
import { expect, test } from "vitest"
import { declared } from "./testing/declared.ts"

const root = fileURLToPath(new URL("../../..", import.meta.url))

/** Where the declared version of SimpleX Chat is named, and what has to be done there. */
const places: Record<string, string> = {
  "README.md": "says which version is declared",
  "bots/src/Bots/API/Version.hs": "the declared version: everything generated takes it from here",
  "docs/comparison.md": "compares with the SDK of that version",
  "packages/core-ffi/src/library/libsimplex.json": "the pinned library, see tools/pin-libraries",
  "packages/core-ffi/src/stub/libsimplex.c": "what the stub says it is",
  "packages/core-ffi/test/probe.test.ts": "what the stub says it is",
  "packages/testing/src/commands/app-settings.ts": "what the network in memory says it runs",
  "packages/types/README.md": "says which version is declared",
}

/** Written by `pnpm generate`, or history. */
const excepted = ["**/gen/**", ".changeset/**", "packages/types/schema/**", "pnpm-lock.yaml"]

test("the version is in these files, so that none is forgotten with the next one", () => {
  const args = ["grep", "--untracked", "-lF", declared.version, "--", ...excepted.map(except)]
  const found = execFileSync("git", args, { cwd: root, encoding: "utf8" })
  expect(found.trim().split("\n").toSorted()).toEqual(Object.keys(places).toSorted())
})

function except(pattern: string): string {
  return `:(exclude,glob)${pattern}`
}
