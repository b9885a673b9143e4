import { existsSync } from "node:fs"
import { createServer } from "node:net"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { beforeAll, beforeEach } from "vitest"

/** Where `npm test` unpacks servers. */
export const folder = fileURLToPath(new URL("../../../../.tools/servers", import.meta.url))

export const isUnpacked = existsSync(join(folder, "ready"))

/** A server that tests start and stop, or one that a variable names. */
export interface TestServer {
  readonly url: string
  /** Ends it at once, and starts it again with its data; absent when it is not ours. */
  readonly kill?: () => Promise<void>
  readonly start?: () => Promise<void>
  readonly stop: () => Promise<void>
}

/**
 * For tests that need something which this machine lacks: skips them, and fails in CI.
 *
 * @param missing what is missing and how to get it; undefined when nothing is
 * @returns whether nothing is missing
 */
export function requireHere(missing: string | undefined): boolean {
  if (missing === undefined) return true
  const isCI = !["", "0", "false"].includes(process.env["CI"] ?? "")
  if (isCI) {
    beforeAll(() => {
      throw new Error(missing)
    })
  } else {
    // This line is what the summary of npm test looks for.
    console.log(`skipped: ${missing}`)
    beforeEach(({ skip }) => skip(missing))
  }
  return false
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}
