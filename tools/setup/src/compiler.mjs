// A C compiler: the tests of the native edge build a stub of libsimplex with it.

import { aptInstall, hasApt } from "./apt.mjs"
import { SetupError, which } from "./process.mjs"

/**
 * @param {import("./workspace.mjs").Workspace} workspace
 * @param {import("./process.mjs").Env} env
 * @param {{ isRoot?: boolean | undefined }} [options] for tests
 * @throws {SetupError} when there is none and none can be installed
 */
export function ensureCompiler(workspace, env, { isRoot } = {}) {
  if (which("cc", env) !== undefined) return
  if (!hasApt(env)) {
    throw new SetupError(
      "There is no C compiler (`cc`), which the tests of the native edge need.",
      "on macOS run `xcode-select --install`; elsewhere install gcc or clang so that `cc` is found.",
    )
  }
  aptInstall(workspace, { part: "compiler", packages: ["gcc", "libc6-dev"], env, isRoot })
}
