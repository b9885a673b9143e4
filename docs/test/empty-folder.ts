import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"

/** Makes an empty folder the current one until the end of the block. */
export async function inEmptyFolder(): Promise<AsyncDisposable> {
  const before = process.cwd()
  const folder = await mkdtemp(join(tmpdir(), "recipe-"))
  process.chdir(folder)
  return {
    [Symbol.asyncDispose]: async () => {
      process.chdir(before)
      await rm(folder, { recursive: true })
    },
  }
}
