import { existsSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { ensurePnpm, pnpmVersion } from "./pnpm.mjs"
import { Sandbox } from "./sandbox.mjs"
import { Workspace } from "./workspace.mjs"

test("the version is the one that package.json pins", () => {
  const sandbox = new Sandbox()
  sandbox.write("package.json", '{ "packageManager": "pnpm@10.1.2" }')
  expect(pnpmVersion(sandbox.workspace)).toBe("10.1.2")
})

test("this repository pins one", () => {
  expect(pnpmVersion(new Workspace())).toMatch(/^\d+\.\d+\.\d+$/)
})

test.each(["{}", '{ "packageManager": "pnpm@^10" }', '{ "packageManager": "yarn@4.0.0" }'])(
  "%s pins no pnpm, and the error says how to",
  (manifest) => {
    const sandbox = new Sandbox()
    sandbox.write("package.json", manifest)
    expect(() => pnpmVersion(sandbox.workspace)).toThrow(
      expect.objectContaining({ todo: expect.stringContaining('"packageManager": "pnpm@') }),
    )
  },
)

test("npm brings it, once per version", () => {
  const sandbox = new Sandbox()
  sandbox.program("npm", "mkdir -p node_modules/pnpm")
  for (const version of ["10.1.2", "10.1.2", "10.1.3"]) {
    sandbox.write("package.json", `{ "packageManager": "pnpm@${version}" }`)
    expect(existsSync(ensurePnpm(sandbox.workspace, sandbox.env))).toBe(true)
  }
  const specs = sandbox.calls().map((call) => call.split(" ").find((word) => word.includes("@")))
  expect(specs).toEqual(["pnpm@10.1.2", "pnpm@10.1.3"])
  expect(existsSync(join(sandbox.workspace.tools, "pnpm-10.1.3"))).toBe(true)
})
