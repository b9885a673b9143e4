import { parseArgs } from "node:util"
import type { Backend } from "./database.ts"
import { CoreError } from "@simplex-chat/core"
import { installLibrary } from "./library/install.ts"
import { resolveLibrary } from "./library/resolve.ts"

const usage = `simplex-libs: libsimplex for this machine

  simplex-libs install   download, verify and install it into the cache
  simplex-libs where     tell where it is found, without downloading

  --backend NAME      sqlite (the default) or postgres
  --cache-folder DIR  instead of this user's folder for caches
  --sha256 HEX        the digest that the archive must have
  --trust-download    install an archive for which no digest is known: whoever controls
                      the server runs code on this machine
`

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      backend: { type: "string", default: "sqlite" },
      "cache-folder": { type: "string" },
      sha256: { type: "string" },
      "trust-download": { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  })
  const [verb, ...rest] = positionals
  if (values.help) return void process.stdout.write(usage)
  const { backend } = values
  if (!isBackend(backend) || rest.length > 0 || (verb !== "install" && verb !== "where")) {
    process.stderr.write(usage)
    process.exitCode = 2
    return
  }
  const options = {
    backend,
    cacheFolder: values["cache-folder"],
    sha256: values.sha256,
    trustDownload: values["trust-download"],
  }
  if (verb === "where") {
    const { path, source } = await resolveLibrary({ ...options, download: false })
    process.stdout.write(`${path} (${source})\n`)
    return
  }
  const aborter = new AbortController()
  process.once("SIGINT", () => aborter.abort(new Error("interrupted; run it again to continue")))
  const { path, downloaded } = await installLibrary({ ...options, signal: aborter.signal })
  process.stdout.write(`${path} (${downloaded ? "installed" : "was there already"})\n`)
}

const isBackend = (name: string): name is Backend => name === "sqlite" || name === "postgres"

main().catch((error: unknown) => {
  const known =
    error instanceof CoreError || (error as { code?: string }).code?.startsWith("ERR_PARSE_ARGS")
  process.stderr.write(`${known ? (error as Error).message : String(error)}\n`)
  process.exitCode = 1
})
