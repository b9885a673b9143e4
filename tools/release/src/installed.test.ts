import { PackedProject } from "@simplex-chat/packed-package"
import { globSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { expect, onTestFinished, test } from "vitest"

/** What installing a package brings, by name, the package itself included. */
function broughtBy(...packages: string[]): { names: string[]; native: string[] } {
  const project = new PackedProject({ packages })
  onTestFinished(() => project.remove())
  const store = join(project.folder, "node_modules/.pnpm")
  const folders = readdirSync(store).filter((name) => name.includes("@"))
  const names = folders.map((name) => name.replace("+", "/").replace(/(?<=.)@.*$/, ""))
  return { names: names.sort(), native: globSync("**/*.{node,so,dylib,dll}", { cwd: store }) }
}

// A remote core, a browser, a test: none of them needs a native library.
test.each([["core"], ["core", "types", "testing"], ["core", "types", "api"]])(
  "nothing native comes with %s %s %s",
  (...packages) => {
    const wanted = packages.filter((name) => name !== undefined)
    const { names, native } = broughtBy(...wanted)
    expect(names).toEqual(wanted.map((name) => `@simplex-chat/${name}`).sort())
    expect(native).toEqual([])
  },
)

test("a bot brings the native core, and the network in memory only when it is installed too", () => {
  const { names } = broughtBy("core", "types", "core-ffi", "api", "bot")
  expect(names).toEqual(expect.arrayContaining(["@simplex-chat/core-ffi", "koffi", "pino"]))
  expect(names).not.toContain("@simplex-chat/testing")
})
