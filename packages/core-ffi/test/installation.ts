import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { InstallOptions } from "../src/index.ts"
import { libraryFile } from "../src/library/platform.ts"
import { archive, versionFolder } from "./install.ts"
import { type FileServer, serve, sha256 } from "./server.ts"

/** An empty cache in a folder of its own, and a server that has the archive. */
export interface Installation {
  readonly base: string
  readonly cache: string
  readonly server: FileServer
  /** Installs from the server into the cache. */
  readonly options: (more?: InstallOptions) => InstallOptions
  /** Where the library is once it is installed. */
  readonly library: () => string
  readonly close: () => Promise<void>
}

export async function installation(): Promise<Installation> {
  const base = mkdtempSync(join(tmpdir(), "install-"))
  const cache = join(base, "cache")
  const server = await serve(archive)
  return {
    base,
    cache,
    server,
    options: (more = {}) => ({
      cacheFolder: cache,
      mirror: server.url,
      api: "https://127.0.0.1:1", // nothing listens there
      onTrust: () => {},
      sha256: sha256(archive),
      retryMs: 1,
      ...more,
    }),
    library: () => join(versionFolder(cache), "sqlite", "libs", libraryFile),
    close: async () => {
      await server.close()
      rmSync(base, { recursive: true, force: true })
    },
  }
}
