import { execFileSync } from "node:child_process"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"

const root = join(import.meta.dirname, "..")

/** Where the site lies below its host. */
export const base = "/simplex-chat-bot-sdk"

export const folder = join(root, "dist")

/** Builds the site as `pnpm run docs` does. @throws {Error} with what the build printed when it fails */
/** For vitest, before the first test. */
export default function setup(): void {
  buildSite()
}

function buildSite(): void {
  // What vitest sets, such as BASE_URL, is also what Astro reads.
  const { PATH = "" } = process.env
  const env = { PATH, ASTRO_TELEMETRY_DISABLED: "1" }
  const options = { cwd: root, env, encoding: "utf8", stdio: "pipe" } as const
  execFileSync(process.execPath, ["tools/generate.ts"], options)
  execFileSync(join(root, "node_modules/.bin/astro"), ["build"], options)
}

/** A page of the built site: its path below the base, `/guides/files/`, and its HTML. */
export interface BuiltPage {
  readonly path: string
  readonly html: string
}

export function builtPages(): BuiltPage[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".html"))
    .map((file) => ({
      path: `/${file.replace(/index\.html$/, "")}`,
      html: readFileSync(join(folder, file), "utf8"),
    }))
}
