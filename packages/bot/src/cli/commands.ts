import process from "node:process"
import { addLibraryCommands, withExamples, withLibraryOptions } from "@simplex-chat/core-ffi/cli"
import { type Command, InvalidArgumentError, Option } from "commander"
import type { DoctorFlags } from "./doctor.ts"
import type { NewFlags } from "./new/new.ts"
import { parsePlace, type ProjectPlace } from "./new/project-name.ts"
import type { RunFlags } from "./run.ts"

// Through the package, and not by the name of the bin: outside of a project npx would ask the
// registry for a package called simplex-bot, which anyone could register.
const npx = "npx @simplex-chat/bot"

/** What a command did decides the exit code, unless the bot has set one. */
const exitWith = (code: number): void => void (process.exitCode ||= code)

interface DevFlags {
  readonly web?: true
  readonly port: number
  readonly seed: number
}

/** @throws {InvalidArgumentError} which commander shows with the name of the option */
function wholeNumber(text: string, limit: number): number {
  const number = Number(text)
  if (/^\d+$/.test(text) && number <= limit) return number
  throw new InvalidArgumentError(`It must be a whole number from 0 to ${limit}.`)
}

const portOf = (text: string): number => wholeNumber(text, 65_535)
const seedOf = (text: string): number => wholeNumber(text, 2 ** 32 - 1)

// Each command loads what it needs only when it runs: `new` needs no network, `install` no bot.
export function addCommands(program: Command): void {
  const creating = program
    .command("new")
    .argument("<folder>", "its name becomes that of the bot", parsePlace)
    .summary("create a project: a bot, its test, a Dockerfile")
    .description(
      "Creates a project with a bot that works, installs it and runs its test. The folder must be missing or empty.",
    )
    .addOption(
      new Option("--test <runner>", "what runs the test")
        .choices(["node", "vitest"])
        .default("node"),
    )
    .option(
      "--from <clone>",
      "take the packages from a clone of the SDK's repository, not from npm",
    )
    .addOption(new Option("--packed <folder>").hideHelp())
    .option("--no-install", "only write the files")
    .action(async (place: ProjectPlace, flags: NewFlags) => {
      const { newProject } = await import("./new/new.ts")
      exitWith(await newProject(place, flags))
    })
  withExamples(creating, [
    [`${npx} new my-bot`, "in the folder my-bot"],
    [`${npx} new ../my-bot --test vitest`, "with vitest instead of node:test"],
    [`${npx} new my-bot --from ../sdk`, "with the packages of a clone"],
  ])

  const developing = program
    .command("dev <file>")
    .summary("talk to a bot in the terminal, on a network in memory")
    .description("Runs the bot of a file on a network in memory, where you talk to it.")
    .option("--web", "talk to it on a page in the browser, with everything it does in view")
    .option("--port <number>", "with --web: the port on 127.0.0.1; any free one", portOf, 0)
    .option("--seed <number>", "with --web: what chance is drawn from", seedOf, 1)
    .action(async (file: string, flags: DevFlags) => {
      if (flags.web === true) {
        const { devWeb } = await import("./dev/web/dev-web.ts")
        return exitWith(await devWeb(file, { watch: false, ...flags }))
      }
      const { dev } = await import("./dev.ts")
      exitWith(await dev(file))
    })
  withExamples(developing, [
    [`${npx} dev bot.ts`, "on a terminal"],
    [`${npx} dev bot.ts --web`, "in the browser"],
    [`printf '7\\nseven\\n' | ${npx} dev bot.ts`, "from a pipe"],
  ])

  const running = program
    .command("run <file>")
    .summary("run a bot until SIGINT or SIGTERM")
    .description("Runs the bot of a file, JavaScript or TypeScript, until SIGINT or SIGTERM.")
    .option("--db <prefix>", "the database, for a file that exports a function", "data/bot")
    .action(async (file: string, flags: RunFlags) => {
      const { run } = await import("./run.ts")
      exitWith(await run(file, flags))
    })
  withExamples(running, [
    [`${npx} run bot.ts`, "with its own database"],
    [`${npx} run bot.ts --db data/second`, "where bot.ts exports a function"],
  ])

  const diagnosing = program
    .command("doctor")
    .summary("check whether a bot can run here, and say what to do if not")
    .description("Checks whether a bot can run here. Exits with 1 if not, and says what to do.")
    .option("--db <prefix>", "check this database too: the filePrefix of the bot")
    .action(async (flags: DoctorFlags) => {
      const { doctor } = await import("./doctor.ts")
      exitWith(await doctor(flags))
    })
  withExamples(withLibraryOptions(diagnosing), [
    [`${npx} doctor`, "this machine"],
    [`${npx} doctor --db data/bot`, "and the database of a bot"],
  ])

  addLibraryCommands(program, npx)
}
