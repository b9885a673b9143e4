// What packed packages bring with them, as a CycloneDX document. npm writes it, from what it
// installs: so it says what a user gets, and not what pnpm has here for development.

import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { npmIn } from "./npm.ts"
import { packedIn } from "./pack.ts"

/**
 * @param folder what `pack` filled
 * @param registry where dependencies come from; the user's own without it
 * @throws {RunError} when they cannot be installed
 */
export async function sbomOf(folder: string, registry?: string): Promise<string> {
  const temporary = await mkdtemp(join(tmpdir(), "sbom-"))
  try {
    const npm = await npmIn(temporary, registry)
    const project = await npm.project("simplex-chat-bot-sdk")
    const files = (await packedIn(folder)).map(({ file }) => join(folder, file))
    await npm(project, "install", ...files)
    return await npm(project, "sbom", "--sbom-format=cyclonedx", "--sbom-type=library")
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}
