import { rmSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { ensurePackages } from "./packages.mjs"
import { Sandbox } from "./sandbox.mjs"

/** A checkout with a lockfile, and a Node whose pnpm installs, or fails. */
function checkout(script = "mkdir -p node_modules; echo > node_modules/.modules.yaml") {
  const sandbox = new Sandbox()
  sandbox.write("pnpm-lock.yaml", "one")
  sandbox.program("node", script)
  const tools = { node: join(sandbox.bin, "node"), pnpm: "/pnpm", env: sandbox.env }
  return { sandbox, install: () => ensurePackages(sandbox.workspace, tools) }
}

test("the packages are installed as the lockfile has them, and not again", () => {
  const { sandbox, install } = checkout()
  install()
  install()
  expect(sandbox.calls()).toEqual([
    "node /pnpm/bin/pnpm.cjs install --frozen-lockfile --config.confirm-modules-purge=false",
  ])
})

test("another lockfile, or a deleted node_modules, installs again", () => {
  const { sandbox, install } = checkout()
  install()
  sandbox.write("pnpm-lock.yaml", "two")
  install()
  rmSync(join(sandbox.workspace.root, "node_modules"), { recursive: true })
  install()
  expect(sandbox.calls()).toHaveLength(3)
})

test("a failed install says what to do, and is tried again", () => {
  const { sandbox, install } = checkout("echo ERR_PNPM_OUTDATED_LOCKFILE; exit 1")
  expect(install).toThrow(/ERR_PNPM_OUTDATED_LOCKFILE/)
  expect(install).toThrow(expect.objectContaining({ todo: expect.stringMatching(/pnpm install/) }))
  expect(sandbox.calls()).toHaveLength(2)
})
