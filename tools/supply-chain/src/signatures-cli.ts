#!/usr/bin/env node
// `pnpm signatures`: whether the registry signed all that is installed here. Asks the registry, and
// Sigstore for the registry's keys.

import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { packages } from "./repository.ts"
import { linkAll } from "./signatures.ts"

const folder = mkdtempSync(join(tmpdir(), "signatures-"))
try {
  linkAll(folder, packages())
  // On Windows npm is a script, which only a shell runs.
  const shell = process.platform === "win32"
  const { status } = spawnSync("npm", ["audit", "signatures"], {
    cwd: folder,
    stdio: "inherit",
    shell,
  })
  process.exitCode = status ?? 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
