import { InstallError } from "../errors.ts"
import { systemProblem } from "../system-problem.ts"

const remedy =
  "Make room or choose another place with XDG_CACHE_HOME (LOCALAPPDATA on Windows) or `cacheFolder`, or unpack the archive by hand and set SIMPLEX_LIBS_DIR"

/** The error for what the file system refused; every other error as it is. */
export function asInstallError(folder: string, error: unknown): unknown {
  const problem = systemProblem(error)
  if (problem === undefined) return error
  return new InstallError(folder, `${problem}. ${remedy}`, { cause: error })
}
