import { expect, test } from "vitest"
import { aptInstall } from "./apt.mjs"
import { ensureCompiler } from "./compiler.mjs"
import { installing, Sandbox } from "./sandbox.mjs"

/**
 * @param {Sandbox} sandbox
 * @param {boolean} isRoot
 */
function install({ workspace, env }, isRoot) {
  aptInstall(workspace, { part: "haskell", packages: ["ghc", "cabal-install"], env, isRoot })
}

/** The calls without apt's timeouts. */
const commands = (/** @type {Sandbox} */ sandbox) =>
  sandbox.calls().map((call) => call.replaceAll(/-o \S+ /g, ""))

test("root gets the lists, then the packages", () => {
  const sandbox = new Sandbox()
  sandbox.program("apt-get")
  install(sandbox, true)
  expect(commands(sandbox)).toEqual([
    "apt-get update",
    "apt-get install -y --no-install-recommends ghc cabal-install",
  ])
})

test("others do it through sudo, which passes on that no prompt can be answered", () => {
  const sandbox = new Sandbox()
  sandbox.program("sudo", 'exec "$@"')
  sandbox.program("apt-get", 'echo "frontend $DEBIAN_FRONTEND"')
  install(sandbox, false)
  expect(commands(sandbox)).toEqual([
    "sudo env DEBIAN_FRONTEND=noninteractive apt-get update",
    "apt-get update",
    expect.stringMatching(/^sudo env DEBIAN_FRONTEND=noninteractive apt-get install /),
    "apt-get install -y --no-install-recommends ghc cabal-install",
  ])
})

test("without root and sudo the error has the command for someone else", () => {
  const sandbox = new Sandbox()
  sandbox.program("apt-get")
  expect(() => install(sandbox, false)).toThrow(
    expect.objectContaining({
      todo: expect.stringContaining("apt-get update && apt-get install ghc cabal-install"),
    }),
  )
  expect(sandbox.calls()).toEqual([])
})

test("lists that cannot be updated do not matter if the packages come", () => {
  const sandbox = new Sandbox()
  sandbox.program("apt-get", 'case "$*" in *update*) exit 100;; esac')
  install(sandbox, true)
  expect(sandbox.calls()).toHaveLength(2)
})

test("a failed install shows apt's reasons and the command to run by hand", () => {
  const sandbox = new Sandbox()
  sandbox.program("apt-get", 'echo "E: $*"; exit 100')
  expect(() => install(sandbox, true)).toThrow(/E: .*install[^]*update:[^]*E: .*update/)
  expect(() => install(sandbox, true)).toThrow(
    expect.objectContaining({ todo: expect.stringContaining("sudo apt-get install ghc") }),
  )
})

test("a C compiler that is there is left alone", () => {
  const sandbox = new Sandbox()
  sandbox.program("cc")
  sandbox.program("apt-get")
  ensureCompiler(sandbox.workspace, sandbox.env)
  expect(sandbox.calls()).toEqual([])
})

test("a missing C compiler comes from apt", () => {
  const sandbox = new Sandbox()
  sandbox.program("apt-get", installing("cc", "gcc 12"))
  ensureCompiler(sandbox.workspace, sandbox.env, { isRoot: true })
  expect(commands(sandbox)).toContain("apt-get install -y --no-install-recommends gcc libc6-dev")
})

test("where there is no apt, the error says where a C compiler comes from", () => {
  const { workspace, env } = new Sandbox()
  expect(() => ensureCompiler(workspace, env)).toThrow(
    expect.objectContaining({ todo: expect.stringContaining("xcode-select --install") }),
  )
})
