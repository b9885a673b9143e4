import { execFile } from "node:child_process"
import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { afterEach, beforeEach, expect, test } from "vitest"
import { root } from "../../release/src/packages.ts"

const run = promisify(execFile)

let folder: string
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), "new-project-"))))
afterEach(() => rm(folder, { recursive: true }))

// Nothing listens on the port: whatever asks a registry other than the clone's own fails.
const offline = { npm_config_registry: "http://127.0.0.1:9/", HTTPS_PROXY: "http://127.0.0.1:9/" }

test("a clone makes a project that installs without a network, passes its test, and installs anywhere", async () => {
  const packed = join(folder, "packed")
  // Without the build before it, which other tests would notice: they run what is built.
  const main = join(import.meta.dirname, "main.ts")
  await run(process.execPath, [main, packed, "@types/node", "typescript", "vitest"])
  const bin = join(root, "packages", "bot", "bin", "simplex-bot.js")
  const args = [bin, "new", "my-bot", "--test", "vitest", "--packed", packed]
  const { stdout } = await run(process.execPath, args, {
    cwd: folder,
    env: { ...process.env, ...offline },
  })
  expect(stdout).toMatch(/npm install \.\.\. done[^]*npm test \.\.\. done[^]*cd my-bot/)

  const project = join(folder, "my-bot")
  expect((await readdir(folder)).toSorted()).toEqual(["my-bot", "packed"])
  const lock = await readFile(join(project, "package-lock.json"), "utf8")
  expect(lock).not.toContain("127.0.0.1")
  const { packages } = JSON.parse(lock) as {
    packages: Record<string, { resolved?: string; integrity?: string }>
  }
  const pinned = await readFile(join(root, "pnpm-lock.yaml"), "utf8")
  const others = Object.entries(packages).filter(
    ([place, { resolved }]) => place !== "" && resolved?.startsWith("file:") !== true,
  )
  expect(others.length).toBeGreaterThan(40)
  for (const [, { resolved, integrity = "" }] of others) {
    expect(resolved).toMatch(/^https:\/\/registry\.npmjs\.org\/.*\.tgz$/)
    expect(pinned).toContain(integrity)
  }
  const manifest = await readFile(join(project, "node_modules/@simplex-chat/bot/package.json"))
  expect(String(manifest)).not.toContain("workspace:")
})

test.each([
  [["My_Bot"], 2, "My_Bot cannot be the name of a project"],
  [["my-bot", "--test", "jest"], 2, "Allowed choices are node, vitest"],
  [["packed"], 1, "packed is not empty"],
])("`npm run new -- %s` fails before it builds", async (args, code, message) => {
  await mkdir(join(folder, "packed", "something"), { recursive: true })
  const check = join(root, "packages", "bot", "src", "cli", "new", "check.ts")
  const failed = await run(process.execPath, [check, ...args], { cwd: folder }).catch(
    (error: unknown) => error,
  )
  expect(failed).toMatchObject({ code, stderr: expect.stringContaining(message) })
  expect(await readdir(folder)).toEqual(["packed"])
})
