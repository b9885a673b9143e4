import { execFile } from "node:child_process"
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { afterAll, expect, test } from "vitest"

// Outside the repository, and with the packages that it depends on alone, as pnpm installs them: of the packages
// below, declarations can name only what these export.
const folder = mkdtempSync(join(tmpdir(), "bot-library-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const packageFolder = (name: string) => fileURLToPath(new URL(`../../../${name}`, import.meta.url))
const { resolve } = createRequire(import.meta.url)
const installed = {
  "@simplex-chat/bot": packageFolder("bot"),
  "@simplex-chat/testing": packageFolder("testing"),
  "@types/node": dirname(resolve("@types/node/package.json")),
}

/** A library of handlers as others write it, which publishes its declarations. */
const library = `
import {
  arg,
  Bot,
  Composer,
  customDataStorage,
  definePlugin,
  memoryStorage,
  optOut,
  Owners,
  rateLimit,
  Sessions,
} from "@simplex-chat/bot"
import type {
  DirectMessage,
  Message,
  MessageOf,
  Middleware,
  Subscriptions,
  Update,
} from "@simplex-chat/bot"
import { bold, fmt, partsOf } from "@simplex-chat/bot/format"
import { field } from "@simplex-chat/bot/forms"
import { I18n } from "@simplex-chat/bot/i18n"
import { album, previewOf } from "@simplex-chat/bot/media"
import { Moderation, rule } from "@simplex-chat/bot/moderation"
import { Polls } from "@simplex-chat/bot/polls"
import { memoryScheduleStore, Schedule, sqliteScheduleStore } from "@simplex-chat/bot/schedule"
import { testBot } from "@simplex-chat/bot/testing"

declare module "@simplex-chat/bot" {
  interface UpdateState {
    user?: { readonly name: string }
  }
}

// Composers, by themselves and in others.
export const handlers = new Composer()
  .use((update, next) => {
    update.state.user = { name: "alice" }
    return next()
  })
  .onMessage({ contentType: "image" }, (message, { state }) => message.reply(state.user?.name ?? ""))
  .onCommand("add", { args: { a: arg.int(), b: arg.optional(arg.number()) } }, (m, { args }) =>
    m.reply(String(args.a + (args.b ?? 0))),
  )
export const add = { args: { a: arg.int(), b: arg.choice("x", "y") } } as const
export const adder = new Composer().onCommand("add", add, (m, { args }) => m.reply(fmt\`\${bold(args.b)}\`))
export const isPicture = { contentType: ["image", "video"], hasFile: true } as const
export const joined = new Composer().onMemberJoined(({ group, member }) => [group, member])
export const connected = new Composer().onEvent("contactConnected", ({ contact }) => contact)
export const outer = new Composer().group({ chatType: "group", hasFile: true }, handlers)
export const owners = new Owners(memoryStorage())
export const pairing = owners.pairing()
export const build = (group: Composer) => group.group({ role: "admin" }, pairing)
export const branched = new Composer().branch({ chatType: "group" }, new Composer(), build)
export class Own extends Composer {
  constructor() {
    super()
    this.onCommand("own", async (message) => (await message.ask("?")).sender.key)
  }
  ask = async (message: Message) => message.ask("?")
}

// Plugins and kits.
export const greeter = definePlugin("greeter", (plugin, { greeting }: { greeting: string }) => {
  plugin.onCommand("hello", { description: "Says hello" }, (message) => message.reply(greeting))
  plugin.useAround((update, next) => next())
})
export const greets = greeter({ greeting: "Hello!" })
export const bot = new Bot({ profile: { displayName: "x" }, db: { filePrefix: "data/x" } })
export const i18n = new I18n({ texts: { en: { hello: "Hello" }, de: { hello: "Hallo" } } })
export const languages = i18n.plugin()
export const schedule = new Schedule(bot, {
  tasks: {
    remind: ({ id, text }: { id: number; text: string }) =>
      bot.send({ chatType: "direct", chatId: id }, text),
    report: () => 1,
  },
})
export const remind = () => schedule.in(5, "remind", { id: 1, text: "x" })
export const weekly = () => schedule.every("0 9 * * 1", {}, "report")
export const stores = [memoryScheduleStore(), sqliteScheduleStore("x.db")] as const
export const polls = new Polls(bot, { storage: memoryStorage(), onEnd: ({ question }, chat) => bot.send(chat, question) })
export const voting = polls.plugin()
export const open = (message: Message) => polls.open(message, { question: "?", choices: ["a", "b"] })
export const moderation = new Moderation(bot, { rules: [rule.links()], storage: memoryStorage() })
export const undo = (groupId: number) => moderation.undo(groupId, 1000)
export const pictures = album(async (all) => all[0].reply(String(all.length)))
export const preview = (file: string) => previewOf(file)
export const log = (groupId: number) => moderation.log(groupId)
export const all = new Composer().group({}, greets).group({ chatType: "group" }, voting).group({}, moderation.plugin())
export const limited = rateLimit({ limit: 1, windowMs: 1 })
export const counts = new Sessions({ initial: () => ({ count: 0 }), storage: customDataStorage(bot) })
export const leave = (subscriptions: Subscriptions) => optOut(subscriptions)

// What functions of messages and bots resolve to.
export const questions = { name: field.text(), kind: field.choice(["a", "b"]), photo: field.optional(field.image()) }
export const filled = (message: Message) => message.form(questions)
export const asked = async (message: DirectMessage) => {
  const answer = await message.ask("?")
  const id: number = answer.sender.contactId
  return { answer, id, contact: answer.chat.contact }
}
export const waited = async (message: MessageOf<{ chatType: "group"; contentType: "image" }>) => {
  const picture = await message.waitFor({ contentType: ["image", "video"], hasFile: true })
  const name: string = picture.file.fileName
  return { picture, name, group: picture.chat.groupInfo, image: picture.content.image }
}
export const chosen = (message: Message) => message.choose("?", ["x", "y"])
export const streamed = (message: Message) => message.stream(["a"])
export const tracked = async (message: Message) => (await message.reply("x")).track()
export const downloaded = (message: Message) => message.download({ folder: "x" })
export const member = (message: Message) => message.member
export const parts = (message: Message) => partsOf(message)
export const content = (message: Message) => message.content
export const middleware: Middleware = (update, next) => next()
export const user = (update: Update) => update.state.user
export const sent = (one: Bot) => one.sendAndWait({ chatType: "direct", chatId: 1 }, "x")
export const others = (one: Bot) => one.broadcast("x")
export const next = (one: Bot) => one.waitFor({ chatType: "group" })
export const how = async (one: Bot) => [await one.health(), await one.status()] as const
export const served = (one: Bot) => one.serveHttp("127.0.0.1:8080")
export const contacts = (one: Bot) => one.api.apiListContacts(1)
export const invited = (one: Bot) => one.api.invite
export const events = (one: Bot) => one.api.events()
export const run = (one: Bot) => testBot(one, async ({ alice }) => alice.say("hello"))
export const people = (one: Bot) => testBot(one, async (world) => world)
`

test("exported composers, filters and sessions have names in declarations", async () => {
  for (const [name, target] of Object.entries(installed)) {
    const link = join(folder, "node_modules", name)
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(target, link, "dir")
  }
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }')
  writeFileSync(join(folder, "index.ts"), library)
  const compilerOptions = {
    target: "ES2023",
    module: "NodeNext",
    types: ["node"],
    strict: true,
    skipLibCheck: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    isolatedModules: true,
    declaration: true,
    emitDeclarationOnly: true,
    outDir: "out",
  }
  const config = { compilerOptions, include: ["index.ts"] }
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config))
  const tsc = fileURLToPath(import.meta.resolve("typescript/bin/tsc"))
  const output = await promisify(execFile)(process.execPath, [tsc, "-p", folder]).then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout,
  )
  expect(output).toBe("")
})
