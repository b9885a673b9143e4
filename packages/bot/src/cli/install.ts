import { installLibrary } from "@simplex-chat/core-ffi"
import process from "node:process"
import { parseArgs } from "node:util"
import { backendOf } from "./command-line.ts"

/** `simplex-bot install`: so that the first start of a bot, or of its container, fetches nothing. */
export async function install(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      backend: { type: "string", default: "sqlite" },
      "cache-folder": { type: "string" },
      sha256: { type: "string" },
      "trust-download": { type: "boolean", default: false },
    },
  })
  const aborter = new AbortController()
  process.once("SIGINT", () => aborter.abort(new Error("interrupted; run it again to continue")))
  const { path, downloaded } = await installLibrary({
    backend: backendOf(values.backend),
    cacheFolder: values["cache-folder"],
    sha256: values.sha256,
    trustDownload: values["trust-download"],
    signal: aborter.signal,
  })
  process.stdout.write(`${path} (${downloaded ? "installed" : "was there already"})\n`)
  return 0
}
