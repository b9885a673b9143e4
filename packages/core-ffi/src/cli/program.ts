import { Command, CommanderError } from "commander"
import { InvalidArgumentError } from "@simplex-chat/core"
import { bearLostOutput } from "./output.ts"

/** The exit code of a command line that cannot be understood. */
const usageExitCode = 2

/**
 * A command line with `--version`, help, and suggestions for misspelt commands. Add commands to it
 * with `program.command(...)`, so that they inherit how errors are shown.
 *
 * @param about.name what users type, as help and errors show it
 */
export function createProgram(about: {
  readonly name: string
  readonly description: string
  readonly version: string
}): Command {
  return new Command(about.name)
    .description(about.description)
    .version(about.version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print help")
    .helpCommand("help [command]", "print the help of a command")
    .configureHelp({ showGlobalOptions: false, subcommandTerm: (command) => command.name() })
    .configureOutput({ outputError: (text, write) => write(asOneLine(text, about.name)) })
    .exitOverride()
}

/** A usage error of a command points to the help of that command. */
function pointToOwnHelp(program: Command): void {
  for (const command of program.commands) {
    command.configureOutput({
      outputError: (text, write) =>
        write(asOneLine(text, program.name(), `${program.name()} ${command.name()}`)),
    })
  }
}

/**
 * Runs the command that the arguments name, and sets the exit code of the process: that of the
 * command, 1 when it throws, 2 when the command line is wrong.
 *
 * @param explain what to print for an error that a command threw
 */
export async function runProgram(
  program: Command,
  args: readonly string[],
  explain: (error: unknown) => string,
): Promise<void> {
  bearLostOutput()
  if (args.length === 0) return program.outputHelp()
  pointToOwnHelp(program)
  try {
    await program.parseAsync(argumentsOf(program, args), { from: "user" })
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : usageExitCode
    } else {
      process.stderr.write(`${explain(error)}\n`)
      process.exitCode = error instanceof InvalidArgumentError ? usageExitCode : 1
    }
  }
}

/**
 * The arguments, or only the name of a command that does not exist, which is then reported. Asked for its help, as
 * with `help rnu` and `rnu --help`, commander prints the help of the program.
 */
function argumentsOf(program: Command, args: readonly string[]): readonly string[] {
  const [first = "", second] = args
  const isHelp = first === "help"
  const name = isHelp ? (second ?? first) : first
  if (name === "help") return ["--help"]
  const isKnown = name.startsWith("-") || program.commands.some((one) => one.name() === name)
  return isKnown ? args : [name]
}

/** commander writes a suggestion on a line of its own. */
function asOneLine(text: string, name: string, helped = name): string {
  const line = text
    .trim()
    .replace(/^error: /, "")
    .replace(/\s*\n\s*/g, " ")
  return `${name}: ${line} (see ${helped} --help)\n`
}

/** Help that ends with examples: each a command line, and what it does. */
export function withExamples(command: Command, examples: readonly (readonly string[])[]): Command {
  const width = Math.max(...examples.map(([line = ""]) => line.length))
  const lines = examples.map(([line = "", what = ""]) => `  ${line.padEnd(width)}  ${what}`)
  return command.addHelpText("after", `\nExamples:\n${lines.join("\n").trimEnd()}`)
}
