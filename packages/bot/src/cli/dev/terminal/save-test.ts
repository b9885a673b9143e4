import { existsSync, readFileSync } from "node:fs"
import { writeFile } from "node:fs/promises"
import { dirname, join, relative, resolve } from "node:path"
import { CommandLineError } from "../../command-line-error.ts"
import type { Shown } from "./conversation.ts"

/**
 * Writes a test that holds a conversation: people say the same, and expect the same of the bot. Direct
 * chats only.
 *
 * @returns the file's path
 * @throws {CommandLineError} when the file exists, or cannot be written
 */
export async function saveTest(
  bot: string,
  file: string,
  shown: readonly Shown[],
): Promise<string> {
  const path = resolve(file)
  const from = relative(dirname(path), bot).replaceAll("\\", "/")
  const source = testSource(from.startsWith(".") ? from : `./${from}`, runnerFor(path), shown)
  try {
    await writeFile(path, source, { flag: "wx" })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const problem = code === "EEXIST" ? "the file exists already" : `cannot be written (${code})`
    throw new CommandLineError(`${path}: ${problem}`, { cause: error })
  }
  return path
}

/** vitest where the project of the file has it, otherwise that of Node. */
function runnerFor(path: string): "vitest" | "node:test" {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const manifest = join(folder, "package.json")
    if (existsSync(manifest))
      return readFileSync(manifest, "utf8").includes('"vitest"') ? "vitest" : "node:test"
    if (dirname(folder) === folder) return "node:test"
  }
}

function testSource(bot: string, runner: string, shown: readonly Shown[]): string {
  const names = [...new Set(shown.map(({ person }) => person.name))]
  const lines = shown.flatMap((one) => lineOf(one, nameOf(names, one.person.name)) ?? [])
  const given = names.map((name) => {
    const variable = nameOf(names, name)
    return variable === name ? name : `${JSON.stringify(name)}: ${variable}`
  })
  return `import { testBot } from "@simplex-chat/bot/testing"
import { test } from ${JSON.stringify(runner)}

test("a conversation", () =>
  testBot(
    new URL(${JSON.stringify(bot)}, import.meta.url),
    async ({ ${given.join(", ")} }) => {
${[...lines, ...names.map((name) => `await ${nameOf(names, name)}.expectSilence()`)]
  .map((line) => `      ${line}`)
  .join("\n")}
    },
    { people: ${JSON.stringify(names)} },
  ))
`
}

/** The variable of a person. */
const nameOf = (names: readonly string[], name: string): string =>
  /^[a-z_]\w*$/i.test(name) && !["test", "testBot", "bot", "network"].includes(name)
    ? name
    : `person${names.indexOf(name) + 1}`

function lineOf({ happening }: Shown, person: string): string | undefined {
  const { what, line } = happening
  if (line === undefined || !line.chat.startsWith("@")) return undefined
  const text = JSON.stringify(line.text)
  if (what === "edit") return `await ${person}.${line.own ? "edit" : "expectEdit"}(${text})`
  if (what === "deletion" && line.own) return `await ${person}.delete()`
  if (what !== "message") return undefined
  if (line.own) return line.file === undefined ? `await ${person}.say(${text})` : undefined
  if (line.file !== undefined)
    return `await ${person}.expectFile(${JSON.stringify(line.file.name)})`
  return `await ${person}.expectMessage(${text})`
}
