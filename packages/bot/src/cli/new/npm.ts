import { spawn } from "node:child_process"
import { once } from "node:events"
import { text } from "node:stream/consumers"
import { CommandLineError } from "../command-line-error.ts"

/** How npm reaches the registry is the same everywhere. */
const ofNetwork = /^npm_config_(registry|proxy|https_proxy|noproxy|ca|cafile|strict_ssl)$/i

/** How much of npm's output an error shows; npm names the reason last. */
const linesShown = 8

/**
 * Runs npm in a project, and prints one line about it.
 *
 * @param args such as `install`, which is also what the line begins with
 * @throws {CommandLineError} with the end of its output when it fails
 */
export async function npm(
  project: string,
  args: readonly string[],
  options: readonly string[] = [],
): Promise<void> {
  const what = `npm ${args.join(" ")}`
  const start = performance.now()
  process.stdout.write(`${what} ... `)
  // The settings of an npm that runs this command, and of a test runner, are not the project's.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([key]) => ofNetwork.test(key) || !/^(npm_|NODE_TEST_CONTEXT)/i.test(key),
    ),
  )
  const child = spawn("npm", [...args, ...options], {
    cwd: project,
    env,
    stdio: ["ignore", "pipe", "pipe"],
    shell: process.platform === "win32", // npm is a script there
  })
  const failed = once(child, "error").then(([error]) => Promise.reject(error as Error))
  const ended = Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close") as Promise<[number | null]>,
  ])
  const [out, err, [code]] = await Promise.race([ended, failed]).catch((error: unknown) => {
    throw new CommandLineError(`${what} cannot be run: is npm on the PATH?`, { cause: error })
  })
  if (code === 0) {
    process.stdout.write(`done in ${((performance.now() - start) / 1000).toFixed(1)} s\n`)
    return
  }
  process.stdout.write("failed\n")
  const lines = `${out}${err}`.trimEnd().split("\n").slice(-linesShown)
  throw new CommandLineError(`${what} failed in ${project}:\n${lines.join("\n")}`)
}
