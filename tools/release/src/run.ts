import { execFile } from "node:child_process"

/** A program of a release ended with an error. */
export class RunError extends Error {
  override readonly name = "RunError"
}

/**
 * Runs a program to its end and gives what it printed.
 *
 * @throws {RunError} with what it printed, when it fails
 */
export function run(
  program: string,
  args: readonly string[],
  { cwd, env = {} }: { cwd: string; env?: Readonly<Record<string, string>> },
): Promise<string> {
  // On Windows npm and pnpm are scripts, which only a shell runs.
  const shell = process.platform === "win32" && ["npm", "pnpm"].includes(program)
  const options = { cwd, env: { ...process.env, ...env }, maxBuffer: 64 * 1024 * 1024, shell }
  return new Promise((done, fail) => {
    execFile(program, args, options, (cause, stdout, stderr) => {
      if (cause === null) done(stdout)
      else fail(new RunError(`${program} ${args.join(" ")} failed:\n${stdout}${stderr}`, { cause }))
    })
  })
}
