/** The oldest Node that runs TypeScript without a flag and has `node:sqlite`; as in `engines`. */
const [oldestMajor, oldestMinor] = [22, 18]

/**
 * What is wrong with this version of Node, in one line; undefined when it is new enough. Imports
 * nothing that an old Node lacks, so that it can be asked before anything else is loaded.
 *
 * @param version such as `20.20.2`; that of this process when absent
 */
export function nodeProblem(version = process.versions.node): string | undefined {
  const [major = 0, minor = 0] = version.split(".").map(Number)
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return undefined
  return `Node ${version} is too old: install Node ${oldestMajor}.${oldestMinor} or newer (https://nodejs.org)`
}

/** Loads a program; on a Node that is too old it prints why it does not, and sets the exit code. */
export async function onCurrentNode(load: () => Promise<unknown>): Promise<void> {
  const problem = nodeProblem()
  if (problem === undefined) {
    await load()
  } else {
    process.stderr.write(`${problem}\n`)
    process.exitCode = 1
  }
}
