import { execFileSync } from "node:child_process"
import { mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, test } from "vitest"
import { packages, readYaml, root } from "./repository.ts"
import { linkAll } from "./signatures.ts"

/** `name@version` of what pnpm put into its store folder: its lockfile names other systems' too. */
function installedHere(): string[] {
  const store = join("node_modules", ".pnpm")
  const folders = readdirSync(join(root, store))
  const lock = readYaml(store, "lock.yaml") as { packages: object }
  return Object.keys(lock.packages).filter((id) => {
    const folder = id.replaceAll("/", "+")
    return folders.some((one) => one === folder || one.startsWith(`${folder}_`))
  })
}

test("npm finds all that pnpm installed for any package of the workspace", () => {
  const folder = mkdtempSync(join(tmpdir(), "signatures-"))
  try {
    linkAll(folder, packages())
    const printed = execFileSync("npm", ["query", "*"], {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
      shell: process.platform === "win32",
      stdio: ["ignore", "pipe", "ignore"],
    })
    const found = new Set(
      (JSON.parse(printed) as { name: string; version: string }[]).map(
        ({ name, version }) => `${name}@${version}`,
      ),
    )
    const installed = installedHere()
    expect(installed.length).toBeGreaterThan(300)
    expect(installed.filter((id) => !found.has(id))).toEqual([])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
