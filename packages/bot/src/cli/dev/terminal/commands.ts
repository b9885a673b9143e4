import { existsSync } from "node:fs"
import { resolve } from "node:path"
import { CommandLineError } from "../../command-line-error.ts"
import type { Conversation } from "./conversation.ts"
import type { Frames } from "./frames.ts"
import { saveTest } from "./save-test.ts"
import type { Screen } from "./screen.ts"

/** What commands act on. */
export interface Desk {
  readonly conversation: Conversation
  readonly screen: Screen
  readonly frames: Frames
}

interface DevCommand {
  /** What follows the name; absent for commands that take nothing. */
  readonly argument?: string
  readonly isOptional?: boolean
  readonly summary: string
  run(desk: Desk, argument: string): Promise<void> | void
}

/** What one can type beside messages, each after a colon. */
const devCommands: Readonly<Record<string, DevCommand>> = {
  as: {
    argument: "NAME",
    summary: "speak as this person, who joins when they are new",
    run: ({ conversation }, name) => conversation.as(name),
  },
  group: {
    argument: "NAME",
    isOptional: true,
    summary: "speak in this group; it is made, with the bot and everyone here in it",
    run: ({ conversation }, name) => conversation.inGroup(name === "" ? "group" : name),
  },
  join: {
    argument: "NAME",
    summary: "accept an invitation to this group",
    run: ({ conversation }, name) => conversation.accept(name),
  },
  direct: {
    summary: "speak to the bot directly again",
    run: ({ conversation }) => conversation.direct(),
  },
  reply: {
    argument: "TEXT",
    summary: "reply to the last message with a quote",
    run: ({ conversation }, text) => conversation.reply(text),
  },
  edit: {
    argument: "TEXT",
    summary: "change your last message",
    run: ({ conversation }, text) => conversation.edit(text),
  },
  delete: {
    summary: "delete your last message",
    run: ({ conversation }) => conversation.delete(),
  },
  react: {
    argument: "EMOJI",
    summary: "react to the last message: 👍 👎 😀 😂 😢 ❤ 🚀 ✅",
    run: ({ conversation }, emoji) => conversation.react(emoji),
  },
  file: {
    argument: "PATH",
    summary: "send a file, or a picture",
    run: ({ conversation }, path) => {
      if (!existsSync(path)) throw new CommandLineError(`${resolve(path)}: there is no such file`)
      return conversation.sendFile(path)
    },
  },
  offline: {
    summary: "leave the network, or come back",
    run: ({ conversation }) => conversation.toggleOffline(),
  },
  restart: {
    summary: "restart the bot",
    run: ({ conversation }) => conversation.drive("restart"),
  },
  kill: {
    summary: "kill the bot's process; :restart starts it again",
    run: ({ conversation }) => conversation.drive("kill"),
  },
  inspect: {
    summary: "show what the bot and its core said to each other since your last message",
    run: ({ screen, frames }) => screen.show(frames.text(screen.isTerminal)),
  },
  save: {
    argument: "FILE",
    summary: "write a test that holds this conversation",
    run: async ({ conversation, screen }, file) => {
      const path = await saveTest(conversation, file)
      screen.note(`written: ${path}`, "dim")
    },
  },
  quit: { summary: "end", run: () => {} },
  help: { summary: "list these commands", run: ({ screen }) => screen.show(helpText()) },
}

function helpText(): string {
  const rows = Object.entries(devCommands).map(([name, { argument, isOptional, summary }]) => {
    const shown =
      argument === undefined ? "" : isOptional === true ? ` [${argument}]` : ` ${argument}`
    return `  ${`:${name}${shown}`.padEnd(16)} ${summary}`
  })
  return ["Anything else is sent. A text that begins with a colon: type two.", ...rows].join("\n")
}

/** A line that is a command: its name, and what follows. */
export interface Typed {
  readonly name: string
  readonly argument: string
}

/** Undefined for a line that is sent as it is, such as `:)`. */
export function commandIn(line: string): Typed | undefined {
  const found = /^:([a-z]+)(?:\s+(.*))?$/i.exec(line.trim())
  if (found === null) return undefined
  const [, name = "", argument = ""] = found
  return { name: name.toLowerCase(), argument: argument.trim() }
}

/** @throws {CommandLineError} when there is no such command, or its argument is missing */
export function runCommand({ name, argument }: Typed, desk: Desk): Promise<void> | void {
  const command = Object.hasOwn(devCommands, name) ? devCommands[name] : undefined
  if (command === undefined) {
    const near = nearest(name)
    const hint = near === undefined ? "" : `, did you mean :${near}?`
    throw new CommandLineError(`there is no command :${name}${hint} (:help lists them)`)
  }
  if (command.argument !== undefined && command.isOptional !== true && argument === "")
    throw new CommandLineError(
      `:${name} needs a ${command.argument}, as in :${name} ${examples[name] ?? command.argument}`,
    )
  return command.run(desk, argument)
}

const examples: Readonly<Record<string, string>> = {
  as: "bob",
  join: "team",
  reply: "thanks",
  edit: "8",
  react: "👍",
  file: "photo.jpg",
  save: "bot.test.ts",
}

/** The command that begins most like it. */
function nearest(name: string): string | undefined {
  for (let length = name.length; length >= 2; length--) {
    const found = Object.keys(devCommands).find((known) => known.startsWith(name.slice(0, length)))
    if (found !== undefined) return found
  }
  return undefined
}

/** What Tab offers. */
export const completionsOf = (line: string): string[] =>
  /^:[a-z]*$/.test(line)
    ? Object.keys(devCommands)
        .map((name) => `:${name}`)
        .filter((name) => name.startsWith(line))
    : []
