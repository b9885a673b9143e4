import { addLibraryCommands, withExamples, withLibraryOptions } from "@simplex-chat/core-ffi/cli"
import { Argument, type Command, InvalidArgumentError, Option } from "commander"
import { logLevels } from "../bot/logging.ts"
import { parseAddress } from "../http/address.ts"
import type { BackupFlags } from "./backup/backup.ts"
import type { AddressFlags } from "./address.ts"
import { tokenVariable } from "./core-token.ts"
import { withKeyOption } from "./database-key.ts"
import type { DoctorFlags } from "./doctor/doctor.ts"
import type { NewFlags } from "./new/new.ts"
import { newCommand } from "./new/new-command.ts"
import type { ProjectPlace } from "./new/project-name.ts"
import type { RunFlags } from "./run.ts"
import type { ServeCoreFlags } from "./serve-core.ts"
import type { StatusFlags } from "./status.ts"
import type { VacuumFlags } from "./vacuum/vacuum.ts"
import type { WorkersFlags } from "./workers.ts"

// Through the package, and not by the name of the bin: outside of a project npx would ask the
// registry for a package called simplex-bot, which anyone could register.
const npx = "npx @simplex-chat/bot"

/** What a command did decides the exit code, unless the bot has set one. */
const exitWith = (code: number): void => void (process.exitCode ||= code)

interface DevFlags {
  readonly web?: true
  readonly watch?: true
  readonly port: number
  readonly seed: number
}

/** @throws {InvalidArgumentError} which commander shows with the name of the option */
function wholeNumber(text: string, limit: number): number {
  const number = Number(text)
  if (/^\d+$/.test(text) && number <= limit) return number
  throw new InvalidArgumentError(`It must be a whole number from 0 to ${limit}.`)
}

/** @throws {InvalidArgumentError} */
function coreUrl(text: string): string {
  if (["ws:", "wss:", "ws+unix:"].includes(URL.parse(text)?.protocol ?? "")) return text
  throw new InvalidArgumentError("It must be ws://HOST:PORT, wss://HOST:PORT or ws+unix:///PATH.")
}

/** @throws {InvalidArgumentError} */
function httpAddress(text: string): string {
  try {
    parseAddress(text)
    return text
  } catch {
    throw new InvalidArgumentError("It must be HOST:PORT, a port of 127.0.0.1, or unix:/PATH.")
  }
}

const httpOption = (): Option =>
  new Option("--http <address>", "where the bot serves: HOST:PORT, or unix:/PATH")
    .argParser(httpAddress)
    .env("HTTP_ADDRESS")
    .default("127.0.0.1:8080")

const probesOption = (): Option =>
  new Option(
    "--http <address>",
    "serve /livez, /readyz, /status and /metrics on HOST:PORT",
  ).argParser(httpAddress)

const portOf = (text: string): number => wholeNumber(text, 65_535)
const seedOf = (text: string): number => wholeNumber(text, 2 ** 32 - 1)

const withBrokerOptions = (command: Command): Command =>
  command
    .addOption(
      new Option("--amqp <url>", "the broker: amqp://USER:PASSWORD@HOST, or amqps://")
        .env("AMQP_URL")
        .makeOptionMandatory(),
    )
    .option(
      "--name <name>",
      "the name of the bot on the broker (default: made of its display name)",
    )
    .addOption(probesOption())

// Each command loads what it needs only when it runs: `new` needs no network, `install` no bot.
export function addCommands(program: Command): void {
  addDevelopmentCommands(program)
  addRunCommand(program)
  addProcessCommands(program)
  addRemoteControl(program)
  addDatabaseCommands(program)
  addDoctor(program)
  addLibraryCommands(program, npx)
}

function addDevelopmentCommands(program: Command): void {
  const creating = newCommand().action(async (place: ProjectPlace, flags: NewFlags) => {
    const { newProject } = await import("./new/new.ts")
    exitWith(await newProject(place, flags))
  })
  program.addCommand(creating.copyInheritedSettings(program))
  withExamples(creating, [
    [`${npx} new my-bot`, "in the folder my-bot"],
    [`${npx} new ../my-bot --test vitest`, "with vitest instead of node:test"],
    [`${npx} new my-bot --from ../sdk`, "with the packages of a clone"],
  ])

  const developing = program
    .command("dev <file>")
    .summary("talk to a bot in the terminal, on a network in memory")
    .description("Runs the bot of a file on a network in memory, where you talk to it.")
    .option("--watch", "restart the bot when one of its files changes; the conversation goes on")
    .option("--web", "talk to it in the browser, and inspect everything it does")
    .option("--port <number>", "with --web: the port on 127.0.0.1; any free one", portOf, 0)
    .option("--seed <number>", "with --web: the seed of random numbers", seedOf, 1)
    .action(async (file: string, flags: DevFlags) => {
      if (flags.web === true) {
        const { devWeb } = await import("./dev/web/dev-web.ts")
        return exitWith(await devWeb(file, { watch: false, ...flags }))
      }
      const { dev } = await import("./dev/terminal/dev.ts")
      exitWith(await dev(file, flags))
    })
  withExamples(developing, [
    [`${npx} dev bot.ts`, "on a terminal"],
    [`${npx} dev bot.ts --web`, "in the browser"],
    [`printf '7\\nseven\\n' | ${npx} dev bot.ts`, "from a pipe"],
  ])
}

function addRunCommand(program: Command): void {
  const running = program
    .command("run <file>")
    .summary("run a bot until SIGINT or SIGTERM")
    .description("Runs the bot of a file, JavaScript or TypeScript, until SIGINT or SIGTERM.")
    .option(
      "--db <prefix>",
      "the database to use instead of the file's (data/bot if the file names none)",
    )
    .addOption(
      new Option("--core <url>", "a core in another process, instead of a database")
        .argParser(coreUrl)
        .conflicts("db"),
    )
    .option("--token-file <file>", `the token of that core, if not in ${tokenVariable}`)
    .addOption(probesOption())
    .action(async (file: string, flags: RunFlags) => {
      const { run } = await import("./run.ts")
      exitWith(await run(file, flags))
    })
  withExamples(withKeyOption(running), [
    [`${npx} run bot.ts`, "with its own database"],
    [`${npx} run bot.ts --db data/second`, "with another one"],
    [`${npx} run bot.ts --core ws://127.0.0.1:5225`, "on: simplex-chat -p 5225"],
    [`${npx} run bot.ts --http 127.0.0.1:8080`, "with probes"],
  ])
}

/** A bot in several processes. */
function addProcessCommands(program: Command): void {
  const serving = program
    .command("serve-core")
    .summary("serve a core to a bot in another process, until SIGINT or SIGTERM")
    .description(
      "Opens a database and serves its core to one bot at a time; the core keeps running while the bot restarts. Anyone with the token can use the core.",
    )
    .requiredOption("--db <prefix>", "the database: the filePrefix of the bot")
    .option("--port <number>", "where to listen, 0 for any free port", portOf, 5226)
    .option("--host <address>", "the interface to listen on", "127.0.0.1")
    .addOption(
      new Option("--socket <path>", "listen on a Unix socket instead").conflicts(["port", "host"]),
    )
    .option(
      "--token-file <file>",
      `the file with the token, written if missing (default: the database with _core.token; ${tokenVariable} takes precedence)`,
    )
    .option("--cert <file>", "a certificate, PEM, for connections from other machines")
    .option("--key <file>", "the key of the certificate, PEM")
    .action(async (flags: ServeCoreFlags) => {
      const { serveCoreUntilSignal } = await import("./serve-core.ts")
      exitWith(await serveCoreUntilSignal(flags))
    })
  withExamples(withKeyOption(serving), [
    [`${npx} serve-core --db data/bot`, "on loopback, with a new token"],
    [`${npx} serve-core --db data/bot --socket /run/bot/core`, "on a Unix socket"],
  ])

  const hosting = program
    .command("host <file>")
    .summary("run the core of a bot whose handlers run in workers")
    .description(
      "Runs the bot of a file without its handlers: passes messages to workers through RabbitMQ, and sends their replies.",
    )
    .option("--db <prefix>", "the database to use instead of the file's")
    .action(async (file: string, flags: WorkersFlags) => {
      const { host } = await import("./workers.ts")
      exitWith(await host(file, flags))
    })
  withExamples(withKeyOption(withBrokerOptions(hosting)), [
    [`${npx} host bot.ts --amqp amqp://127.0.0.1`, "with a broker on this machine"],
  ])

  const working = program
    .command("work <file>")
    .summary("run the handlers of a bot for a share of its chats")
    .description(
      "Runs the handlers of the bot of a file, for the chats that RabbitMQ assigns to this process.",
    )
    .action(async (file: string, flags: WorkersFlags) => {
      const { work } = await import("./workers.ts")
      exitWith(await work(file, flags))
    })
  withExamples(withBrokerOptions(working), [
    [`${npx} work bot.ts --amqp amqp://127.0.0.1`, "as often as you like"],
    [`${npx} work bot.ts --amqp amqp://127.0.0.1 --http 127.0.0.1:8080`, "with probes"],
  ])
}

/** What a bot is asked from outside. */
function addRemoteControl(program: Command): void {
  const addressing = program
    .command("address")
    .summary("print the bot's address and its QR code, also while the bot runs")
    .description(
      "Prints the address of a bot with its QR code, for a machine without a screen. For a bot that has run before, it is the address at its last start; otherwise the database is opened briefly.",
    )
    .option("--db <prefix>", "the database: the filePrefix of the bot", "data/bot")
    .option("--state <file>", "the stateFile of the bot, if it is not beside the database")
    .option("--no-qr", "without the QR code")
    .action(async (flags: AddressFlags) => {
      const { address } = await import("./address.ts")
      exitWith(await address(flags))
    })
  withExamples(withKeyOption(addressing), [
    [`${npx} address --db data/my-bot`, "to scan with a phone"],
    [`${npx} address --db data/my-bot --no-qr`, "for a script"],
  ])

  const asking = program
    .command("status")
    .summary("print the status of a running bot")
    .description(
      "Prints the health and versions of a bot that runs with --http. Exits with 1 if it is not healthy.",
    )
    .addOption(httpOption())
    .option("--json", "print the status as JSON")
    .action(async (flags: StatusFlags) => {
      const { status } = await import("./status.ts")
      exitWith(await status(flags))
    })
  withExamples(asking, [
    [`${npx} status`, "at 127.0.0.1:8080"],
    [`${npx} status --http unix:/run/my-bot/http --json`, "through a socket, for a program"],
  ])

  const leveling = program
    .command("log-level")
    .summary("change the log level of a running bot")
    .description("Changes the log level of a bot that runs with --http, until it restarts.")
    .addArgument(new Argument("<level>").choices(logLevels))
    .addOption(httpOption())
    .action(async (level: string, flags: StatusFlags) => {
      const { setLogLevel } = await import("./status.ts")
      exitWith(await setLogLevel(level, flags))
    })
  withExamples(leveling, [[`${npx} log-level debug`, "includes the messages of errors"]])
}

function addDatabaseCommands(program: Command): void {
  const backingUp = program
    .command("backup")
    .argument("<file>", "the archive: out.tar.zst, out.tar.gz or out.tar")
    .summary("copy everything of a stopped bot into an archive")
    .description(
      "Copies the database, the state and the files of a stopped bot into an archive, and opens the copy to check it. Fails while a process has the database open.",
    )
    .option("--db <prefix>", "the database: the filePrefix of the bot", "data/bot")
    .action(async (file: string, flags: BackupFlags) => {
      const { backup } = await import("./backup/backup.ts")
      exitWith(await backup(file, flags))
    })
  withExamples(withKeyOption(backingUp), [[`${npx} backup --db data/my-bot my-bot.tar.zst`, ""]])

  const restoring = program
    .command("restore")
    .argument("<file>", "the archive that `backup` wrote")
    .summary("restore a backup to a place without a database")
    .description(
      "Checks a backup, opens it, and restores it to a place without a database. Restoring an old backup loses messages: see the manual.",
    )
    .option("--db <prefix>", "the database: the filePrefix of the bot", "data/bot")
    .action(async (file: string, flags: BackupFlags) => {
      const { restore } = await import("./backup/restore.ts")
      exitWith(await restore(file, flags))
    })
  withExamples(withKeyOption(restoring), [[`${npx} restore --db data/my-bot my-bot.tar.zst`, ""]])

  const vacuuming = program
    .command("vacuum")
    .summary("free the disk space of deleted messages")
    .description(
      "Rewrites the database and the state of a stopped bot without the space that deleted messages took. Needs disk space for a copy. Fails while a process has the database open.",
    )
    .option("--db <prefix>", "the database: the filePrefix of the bot", "data/bot")
    .option("--state <file>", "the stateFile of the bot, if it is not beside the database")
    .action(async (flags: VacuumFlags) => {
      const { vacuum } = await import("./vacuum/vacuum.ts")
      exitWith(await vacuum(flags))
    })
  withExamples(withKeyOption(vacuuming), [[`${npx} vacuum --db data/my-bot`, ""]])
}

function addDoctor(program: Command): void {
  const diagnosing = program
    .command("doctor")
    .summary("check whether a bot can run here, and say what to do if not")
    .description(
      "Checks whether a bot can run here: Node, the library and what it was verified with, the database with its files, key, state and last backup, free space and servers. Downloads nothing. Exits with 1 if a bot cannot run, and says what to do.",
    )
    .option("--db <prefix>", "the database: the filePrefix of the bot", "data/bot")
    .option("--state <file>", "the stateFile of the bot, if it is not beside the database")
    .option("--json", "print the result as JSON")
    .action(async (flags: DoctorFlags) => {
      const { doctor } = await import("./doctor/doctor.ts")
      exitWith(await doctor(flags))
    })
  withExamples(withKeyOption(withLibraryOptions(diagnosing)), [
    [`${npx} doctor`, "this machine"],
    [`${npx} doctor --db data/my-bot`, "with the database of a bot"],
    [`${npx} doctor --json`, "for a program"],
  ])
}
