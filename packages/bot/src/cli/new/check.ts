// `npm run new` of a clone runs this, from source, before a build that takes a minute on a fresh
// machine: a wrong name is then the first thing said, and not the last.

import { CommandLineError } from "../command-line-error.ts"
import { newCommand } from "./new-command.ts"
import type { ProjectPlace } from "./project-name.ts"
import { makeEmptyFolder } from "./write-project.ts"

const check = newCommand()
  .name("npm run new --")
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .action(({ folder }: ProjectPlace) => makeEmptyFolder(folder))

try {
  await check.parseAsync()
} catch (error) {
  if (!(error instanceof CommandLineError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
