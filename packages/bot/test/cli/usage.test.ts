import { expect, test } from "vitest"
import { node, simplexBot } from "./command-line.ts"

const here = import.meta.dirname

const verbs =
  "new dev run serve-core host work address status log-level backup restore vacuum doctor install where".split(
    " ",
  )

test("without arguments, and with --help, it lists the commands", async () => {
  for (const args of [[], ["--help"], ["-h"], ["help"], ["help", "help"]]) {
    const { code, out, err } = await simplexBot(args)
    expect([code, err]).toEqual([0, ""])
    for (const verb of verbs) expect(out).toMatch(new RegExp(`^ {2}${verb} `, "m"))
  }
})

test("the help of each command ends with examples that npx can run anywhere", async () => {
  for (const verb of verbs) {
    const { code, out } = await simplexBot([verb, "--help"])
    expect(code).toBe(0)
    expect(out).toMatch(new RegExp(`Examples:\\n(.*npx @simplex-chat/bot ${verb}.*\\n?)+$`))
  }
})

test("--version prints the version of the package", async () => {
  expect((await simplexBot(["--version"])).out).toMatch(/^\d+\.\d+\.\d+\S*\n$/)
})

test.each([
  [["fly"], "unknown command 'fly'"],
  [["constructor"], "unknown command 'constructor'"],
  [["rnu"], "Did you mean run?"],
  [["help", "rnu"], "Did you mean run?"],
  [["rnu", "--help"], "Did you mean run?"],
  [["rnu", "bot.ts", "--db", "data/bot"], "Did you mean run?"],
  [["help", "nonsense"], "unknown command 'nonsense'"],
  [["docter"], "Did you mean doctor?"],
  [["doctor", "--bakend", "sqlite"], "Did you mean --backend?"],
  [["doctor", "--backend", "mysql"], "Allowed choices are sqlite, postgres"],
  [["run"], "missing required argument 'file'"],
  [["dev"], "missing required argument 'file'"],
  [["new"], "missing required argument 'folder'"],
  [["run", "a.ts", "b.ts"], "too many arguments"],
  [["run", "a.ts", "--db"], "argument missing"],
  [["run", "a.ts", "--http", "nonsense"], "It must be HOST:PORT"],
  [["status", "--http", "nonsense"], "It must be HOST:PORT"],
  [["status", "extra"], "too many arguments"],
  [["host", "a.ts"], "required option '--amqp <url>' not specified"],
  [["work", "a.ts"], "required option '--amqp <url>' not specified"],
  [["install", "--sha256", "12"], "64 hexadecimal digits"],
])("%j is a usage error: one line, exit code 2", async (args, problem) => {
  const { code, out, err } = await simplexBot(args)
  expect([code, out]).toEqual([2, ""])
  expect(err.trimEnd().split("\n")).toHaveLength(1)
  expect(err).toContain(problem)
  const command = verbs.includes(args[0] ?? "") ? ` ${args[0]}` : ""
  expect(err).toContain(`(see simplex-bot${command} --help)`)
})

test("an old Node is the first thing that the bin and new Bot name, in one line", async () => {
  const asOld = `data:text/javascript,Object.defineProperty(process.versions,'node',{value:'20.20.2'})`
  const env = { NODE_OPTIONS: `--import=${asOld}` }
  const line = "Node 20.20.2 is too old: install Node 22.18 or newer (https://nodejs.org)\n"
  expect(await simplexBot(["run", "missing.ts"], { env })).toEqual({ code: 1, out: "", err: line })
  const bot = `import { Bot } from "@simplex-chat/bot"
    try { new Bot({}) } catch (error) { console.log(error.name + ": " + error.message) }`
  const { out } = await node(["--input-type=module", "--eval", bot], { env, cwd: here })
  expect(out).toBe(`BotError: ${line}`)
})
