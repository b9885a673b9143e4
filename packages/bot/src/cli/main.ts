import { CoreError } from "@simplex-chat/core"
import process from "node:process"
import { inspect } from "node:util"
import { BotError } from "../errors.ts"
import { CommandLineError, usageOf } from "./command-line.ts"

/** What a verb gives to the process: its exit code. */
type Verb = (args: string[]) => Promise<number>

// Loaded one by one: `new` needs no network, and `install` no bot.
const verbs: Readonly<Record<string, () => Promise<Verb>>> = {
  install: async () => (await import("./install.ts")).install,
  doctor: async () => (await import("./doctor.ts")).doctor,
  dev: async () => (await import("./dev.ts")).dev,
  new: async () => (await import("./new.ts")).newProject,
  run: async () => (await import("./run.ts")).run,
}

async function main([name = "", ...args]: string[]): Promise<number> {
  if (name === "--help" || name === "-h" || args.includes("--help") || args.includes("-h")) {
    process.stdout.write(usageOf(name))
    return 0
  }
  const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined
  if (verb === undefined) {
    const problem = name === "" ? "" : `simplex-bot has no command ${JSON.stringify(name)}\n\n`
    process.stderr.write(problem + usageOf())
    return 2
  }
  return (await verb())(args)
}

main(process.argv.slice(2)).then(
  (code) => void (process.exitCode ||= code),
  (error: unknown) => {
    const isUsage = (error as { code?: string }).code?.startsWith("ERR_PARSE_ARGS") === true
    process.stderr.write(
      `${isUsage || isKnown(error) ? (error as Error).message : inspect(error)}\n`,
    )
    process.exitCode = isUsage ? 2 : 1
  },
)

/** Whether the message of an error says all there is to say: what is wrong, and what to do. */
const isKnown = (error: unknown): boolean =>
  error instanceof CommandLineError || error instanceof BotError || error instanceof CoreError
