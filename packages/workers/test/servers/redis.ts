import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Started } from "./started.ts"
import { folder, freePort, isUnpacked, type TestServer } from "./unpacked.ts"

const external = process.env["REDIS_URL"] ?? ""

/** Why there is none; undefined where there is. */
export const noRedis: string | undefined =
  external !== "" || isUnpacked
    ? undefined
    : "no Redis: run npm test at the root, which fetches one where it can, or set REDIS_URL"

/** Starts a Redis that is empty, on a free port of the loopback interface. */
export async function startRedis(): Promise<TestServer> {
  if (external !== "") return { url: external, stop: () => Promise.resolve() }
  const data = mkdtempSync(join(tmpdir(), "redis-"))
  const port = await freePort()
  const options = ["--port", port, "--bind", "127.0.0.1", "--dir", data, "--appendonly", "yes"]
  const secret = ["--appendfsync", "always", "--requirepass", "secret"]
  const program = join(folder, "bin/redis-server")
  const start = () =>
    Started.when("Ready to accept connections", program, [...options, ...secret].map(String), {})
  let server = await start()
  return {
    url: `redis://:secret@127.0.0.1:${port}`,
    kill: () => server.end("SIGKILL"),
    start: async () => void (server = await start()),
    stop: async () => {
      await server.end("SIGKILL")
      rmSync(data, { recursive: true, force: true })
    },
  }
}
