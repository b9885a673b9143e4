import { execFile } from "node:child_process"
import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { afterAll, expect, test } from "vitest"

// Inside the package, whose name leads to what is published.
const folder = join(import.meta.dirname, "library")
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A library of handlers as others write it, which publishes its declarations. */
const library = `
import { arg, Composer, definePlugin, optOut, Owners, rateLimit, Sessions, memoryStorage } from "@simplex-chat/bot"
import type { Bot, Message, Subscriptions } from "@simplex-chat/bot"
import { fmt } from "@simplex-chat/bot/format"
import { field } from "@simplex-chat/bot/forms"
import { I18n } from "@simplex-chat/bot/i18n"
import { album, previewOf } from "@simplex-chat/bot/media"
import { Moderation, rule } from "@simplex-chat/bot/moderation"
import { Polls } from "@simplex-chat/bot/polls"
import { Schedule } from "@simplex-chat/bot/schedule"
import { testBot } from "@simplex-chat/bot/testing"

declare module "@simplex-chat/bot" {
  interface UpdateState {
    user?: { readonly name: string }
  }
}

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
export const isPicture = { contentType: ["image", "video"], hasFile: true } as const
export const owners = new Owners(memoryStorage())
export const pairing = owners.pairing()
export const limited = rateLimit({ limit: 1, windowMs: 1 })
export const counts = new Sessions({ initial: () => ({ count: 0 }) })
export const leave = (subscriptions: Subscriptions) => optOut(subscriptions)
export const outer = new Composer().group({ chatType: "group", hasFile: true }, handlers)
export const build = (group: Composer) => group.group({ role: "admin" }, pairing)
export const greeter = definePlugin("greeter", (plugin, { greeting }: { greeting: string }) => {
  plugin.onCommand("hello", { description: "Says hello" }, (message) => message.reply(greeting))
})
export const needy = definePlugin("needy", (plugin) => void plugin.use((_, next) => next()), { needs: ["greeter"] })
export const words = new I18n({ texts: { en: { hello: "Hello" }, de: { hello: "Hallo" } } })
export const fields = { name: field.text(), age: field.int({ min: 18 }), photo: field.image() }
export const fill = (message: Message) => message.form(fields)
export const rules = [rule.links({ allow: ["simplex.chat"] }), rule.files({ maxBytes: 1000 })]
export const moderation = (bot: Bot) => new Moderation(bot, { rules, storage: memoryStorage() })
export const moderated = (bot: Bot) => moderation(bot).plugin()
export const polls = (bot: Bot) => new Polls(bot, { storage: memoryStorage() })
export const schedule = (bot: Bot) =>
  new Schedule(bot, { tasks: { remind: (chat: { readonly contactId: number }) => chat.contactId } })
export const pictures = album(async (all) => all[0].reply(String(all.length)))
export const preview = previewOf
export const stream = (message: Message) => message.stream(async function* () { yield "a" })
export const bold = fmt
export const run = (bot: Bot) => testBot(bot, async ({ alice }) => alice.say("hello"))
export class Plugin extends Composer {
  constructor() {
    super()
    this.onCommand("plugin", async (message) => (await message.ask("?")).sender.key)
  }
}
`

test(
  "exported composers, filters and sessions have names in declarations",
  { timeout: 120_000 },
  async () => {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, "index.ts"), library)
    const compilerOptions = {
      declaration: true,
      emitDeclarationOnly: true,
      noEmit: false,
      outDir: "out",
    }
    const config = {
      extends: "../../../tsconfig.json",
      compilerOptions: { ...compilerOptions, isolatedModules: true },
      include: ["index.ts"],
    }
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config))
    const tsc = fileURLToPath(import.meta.resolve("typescript/bin/tsc"))
    const output = await promisify(execFile)(process.execPath, [tsc, "-p", folder]).then(
      ({ stdout }) => stdout,
      (error: { stdout: string }) => error.stdout,
    )
    expect(output).toBe("")
  },
)
