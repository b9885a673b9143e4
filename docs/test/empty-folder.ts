import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { chdir, cwd } from "node:process"

/** Makes an empty folder the current one until the end of the block. */
export async function inEmptyFolder(): Promise<AsyncDisposable> {
  const before = cwd()
  const folder = await mkdtemp(join(tmpdir(), "recipe-"))
  chdir(folder)
  return {
    [Symbol.asyncDispose]: async () => {
      chdir(before)
      await rm(folder, { recursive: true })
    },
  }
}
