/** The process that `probeLibrary` starts: loads a library, asks for its version, and prints that. */

import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { openCore } from "./open.ts"

export type Probed = { readonly version: string } | { readonly problem: string }

async function probe(path: string): Promise<Probed> {
  const folder = mkdtempSync(join(tmpdir(), "libsimplex-probe-"))
  try {
    const core = await openCore({ filePrefix: join(folder, "probe") }, { library: { path } })
    const answer = await core.sendCommand("/version", { timeoutMs: 20_000 })
    await core.close()
    return { version: versionIn(answer) }
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function versionIn(answer: string): string {
  const { result } = JSON.parse(answer) as {
    result?: { type?: string; versionInfo?: { version?: unknown } }
  }
  const version = result?.type === "versionInfo" ? result.versionInfo?.version : undefined
  if (typeof version !== "string") throw new Error("it does not answer /version as a core does")
  return version
}

const [path = ""] = process.argv.slice(2)
const found = await probe(path)
// The message of an error that names the path is printed after it again.
const prefix = `${path} could not be loaded: `
process.stdout.write(
  JSON.stringify(
    "problem" in found && found.problem.startsWith(prefix)
      ? { problem: found.problem.slice(prefix.length) }
      : found,
  ),
)
