// Chromium: the tests of the playground drive its page in it.

import { existsSync } from "node:fs"
import { aptInstall, hasApt } from "./apt.mjs"
import { SetupError } from "./process.mjs"
import { say } from "./report.mjs"

/** Where the tests look for it, besides `$CHROMIUM`. */
export const CHROMIUMS = [
  "/usr/bin/chromium",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
]

/**
 * Installs Chromium with apt where there is none. Where that fails, the tests that need it are
 * reported as skipped; in CI they would fail later, so that it fails here.
 *
 * @param {import("./workspace.mjs").Workspace} workspace
 * @param {import("./process.mjs").Env} env
 * @param {{ ci: boolean, isRoot?: boolean | undefined, candidates?: readonly string[] }} options
 * @throws {SetupError} when there is none in CI, and none can be installed
 */
export function ensureChromium(workspace, env, { ci, isRoot, candidates = CHROMIUMS }) {
  if ([env["CHROMIUM"] ?? "", ...candidates].some((path) => path !== "" && existsSync(path))) return
  try {
    if (!hasApt(env))
      throw new SetupError(
        "There is no Chromium, which the tests of the playground need.",
        "install Chromium or Chrome, or set CHROMIUM to its path.",
      )
    aptInstall(workspace, { part: "chromium", packages: ["chromium"], env, isRoot })
  } catch (error) {
    if (ci || !(error instanceof SetupError)) throw error
    say("chromium", `not found: the tests of the playground are skipped. ${error.message}`)
  }
}
