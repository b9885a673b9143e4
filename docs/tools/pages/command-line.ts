import { execFileSync } from "node:child_process"
import { fileURLToPath } from "node:url"
import type { Page } from "./page.ts"

const bin = fileURLToPath(new URL("../../../packages/bot/bin/simplex-bot.js", import.meta.url))

const help = (...command: string[]): string =>
  execFileSync(process.execPath, [bin, ...command, "--help"], {
    encoding: "utf8",
    env: { ...process.env, COLUMNS: "100", NO_COLOR: "1" },
  }).trimEnd()

/** The commands that the help names, in its order. */
const commandsOf = (text: string): string[] =>
  [
    ...(/^Commands:\n(?<list>(?: {2}.*\n?)+)/m
      .exec(text)
      ?.groups?.["list"]?.matchAll(/^ {2}([a-z-]+)/gm) ?? []),
  ]
    .map(([, name = ""]) => name)
    .filter((name) => name !== "help")

/** The help of each command, as the command line prints it. */
export function commandLinePage(): Page {
  const root = help()
  const sections = commandsOf(root).map((name) => `## ${name}\n\n${block(help(name))}`)
  return {
    path: "command-line.md",
    title: "Command line",
    description: "Every command and option of simplex-bot",
    order: 2,
    body: `What can \`npx @simplex-chat/bot\` do? A usage error exits with 2, any other failure with 1.\n\n${block(root)}\n\n${sections.join("\n\n")}`,
  }
}

const block = (text: string): string => `\`\`\`text\n${text}\n\`\`\``
