import { expect, test } from "vitest"
import { ensureChromium } from "./chromium.mjs"
import { Sandbox } from "./sandbox.mjs"

const nowhere = { candidates: ["/nowhere/chromium"], isRoot: true }

test("Chromium is installed with apt where there is none", () => {
  const sandbox = new Sandbox()
  sandbox.program("apt-get")
  ensureChromium(sandbox.workspace, sandbox.env, { ...nowhere, ci: true })
  expect(sandbox.calls().at(-1)).toMatch(/^apt-get .*install .*chromium$/)
})

test("one that is there is used, also one that CHROMIUM names", () => {
  const sandbox = new Sandbox()
  sandbox.program("apt-get")
  ensureChromium(sandbox.workspace, sandbox.env, { ...nowhere, candidates: ["/bin/sh"], ci: true })
  const env = { ...sandbox.env, CHROMIUM: "/bin/sh" }
  ensureChromium(sandbox.workspace, env, { ...nowhere, ci: true })
  expect(sandbox.calls()).toEqual([])
})

test("where none can be had, the tests are skipped, and CI fails", () => {
  const sandbox = new Sandbox()
  sandbox.program("apt-get", "exit 100")
  ensureChromium(sandbox.workspace, sandbox.env, { ...nowhere, ci: false })
  expect(() => ensureChromium(sandbox.workspace, sandbox.env, { ...nowhere, ci: true })).toThrow()
})

test("without apt, too", () => {
  const sandbox = new Sandbox()
  ensureChromium(sandbox.workspace, sandbox.env, { ...nowhere, ci: false })
  expect(() => ensureChromium(sandbox.workspace, sandbox.env, { ...nowhere, ci: true })).toThrow(
    "no Chromium",
  )
})
