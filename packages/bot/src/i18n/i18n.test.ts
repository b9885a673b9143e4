import { dialogue } from "@simplex-chat/testing"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { world } from "../../test/fixtures/world.ts"
import { field } from "../forms/index.ts"
import {
  arg,
  type Bot,
  memoryStorage,
  optOut,
  Owners,
  sqliteStorage,
  type Storage,
} from "../index.ts"
import { Moderation, rule } from "../moderation/index.ts"
import { english, type OwnTextKey } from "../texts/own-texts.ts"
import { Catalog } from "./catalog.ts"
import { I18n, type I18nOptions } from "./index.ts"
import { de } from "./own/de.ts"
import { es } from "./own/es.ts"
import { fr } from "./own/fr.ts"
import { ru } from "./own/ru.ts"

const texts = {
  en: { hello: "Hello, { $name }!", only: "only here" },
  de: { hello: "Hallo, { $name }!" },
  ru: "hello = Привет, { $name }!\n",
}

function speaking(options: Partial<I18nOptions<typeof texts>> = {}) {
  const made = world()
  const declare = (storage: Storage) => (bot: Bot) => {
    const i18n = new I18n({ texts, storage, ...options })
    bot.group({}, i18n.plugin())
    bot.onCommand("hi", (message) =>
      message.send(i18n.t(message, "hello", { name: message.sender.name })),
    )
    bot.onCommand("only", (message) => message.send(i18n.t(message, "only" as "hello")))
    bot.onCommand("add", { args: { a: arg.int({ min: 1 }) } }, (message, { args }) =>
      message.send(`${args.a}`),
    )
    bot.onCommand("fill", async (message) => {
      await message.form({ name: field.text(), ok: field.yesNo() })
      await message.send("done")
    })
    bot.onCommand("pick", async (message) => {
      const answer = await message.ask("?")
      await message.send(await answer.choose("Tea?", ["green"]))
    })
  }
  return { ...made, declare }
}

test("a person is asked once, and answered in the chosen language, after a restart too", async () => {
  const { live, connected, declare, folder } = speaking()
  const storage = await sqliteStorage(join(folder, "state.db"))
  const first = await live(declare(storage))
  const alice = await connected("alice", first)
  await dialogue(alice, [
    ["alice", "/hi"],
    [
      "bot",
      "Which language? / Welche Sprache? / На каком языке?\n1. /English\n2. /Deutsch\n3. /'Русский'",
    ],
    ["alice", "klingon"],
    ["bot", /^Please tap or write one of these:/],
    ["alice", "deutsch"],
    ["bot", "Hallo, alice!"],
  ])
  await first.bot.stop()
  const again = await sqliteStorage(join(folder, "state.db"))
  await live(declare(again))
  await dialogue(alice, [
    ["alice", "/hi"],
    ["bot", "Hallo, alice!"],
    // What German does not have comes in the fallback.
    ["alice", "/only"],
    ["bot", "only here"],
    ["alice", "/language"],
    ["bot", /^Which language\?/],
    ["alice", "Русский"],
    ["bot", "Теперь по-русски."],
    ["alice", "/hi"],
    ["bot", "Привет, alice!"],
  ])
  storage.close()
  again.close()
  expect(first.said("error")).toEqual([])
})

test("two people have their own, and who leaves the question is not asked again", async () => {
  const { live, connected, declare } = speaking()
  const made = await live(declare(memoryStorage()))
  const alice = await connected("alice", made)
  const bob = await connected("bob", made)
  await alice.say("/hi")
  await alice.expectMessage(/^Which language/)
  await bob.say("/hi")
  await bob.expectMessage(/^Which language/)
  await bob.say("/add 2")
  await bob.expectMessage("Hello, bob!")
  await bob.expectMessage("2")
  await alice.say("3")
  await alice.expectMessage("Привет, alice!")
  await bob.say("/hi")
  await bob.expectMessage("Hello, bob!")
  expect(made.said("error")).toEqual([])
})

test("what the framework says is in the language of the person: usage, choices, forms, help", async () => {
  const { live, connected, declare } = speaking()
  const made = await live(declare(memoryStorage()))
  const alice = await connected("alice", made)
  await dialogue(alice, [
    ["alice", "/add x"],
    ["bot", /^Which language/],
    ["alice", "2"],
    ["bot", "a: hier gehört eine ganze Zahl hin\nSo geht es: /add <a>"],
    ["alice", "/add 0"],
    ["bot", "a: hier gehört eine ganze Zahl ab 1 hin\nSo geht es: /add <a>"],
    ["alice", "/help"],
    ["bot", /\/help: Zeigt die Befehle$/],
    ["alice", "/pick"],
    ["bot", "?"],
    ["alice", "tea"],
    ["bot", /^Tea\?/],
    ["alice", "coffee"],
    ["bot", /^Bitte tippe auf eines davon/],
    ["alice", "1"],
    ["bot", "green"],
    ["alice", "/fill"],
    ["bot", "name?\n/cancel zum Abbrechen"],
    ["alice", "Alice"],
    ["bot", /^ok\?\n1\. \/ja\n2\. \/nein\n\/back zur vorigen Frage/],
    ["alice", "Ja"],
    ["bot", /^name: Alice\nok: .?ja\nStimmt das\? \/ok zum Absenden/],
    ["alice", "/cancel"],
    ["bot", "Abgebrochen."],
    ["bot", "done"],
  ])
  expect(made.said("error")).toEqual([])
})

test("a group has one language, which members cannot change, and is not asked", async () => {
  const { live, network, declare } = speaking()
  const { bot, said } = await live(declare(memoryStorage()))
  const group = await bot.api.apiNewGroup(bot.user.userId, { displayName: "team", fullName: "" })
  const link = await bot.api.apiCreateGroupLink(group.groupId, "member")
  const alice = await network.person("alice")
  await alice.joinGroup(link)
  await alice.say("/language")
  await alice.say("/hi")
  await alice.expectMessage("Hello, alice!")
  const [member] = await bot.api.apiListMembers(group.groupId)
  await bot.api.apiSetMembersRole(group.groupId, [member?.groupMemberId ?? 0], "moderator")
  await alice.say("/language")
  await alice.expectMessage(/^Which language/)
  await alice.say("Deutsch")
  await alice.expectMessage("Ab jetzt auf Deutsch.")
  await alice.say("/hi")
  await alice.expectMessage("Hallo, alice!")
  expect(said("error")).toEqual([])
})

test("without asking, with a fallback of its own, and with words of its own", async () => {
  const own = { de: { usage: "Nämlich: { $usage }" } }
  const { live, connected, declare } = speaking({ ask: false, fallback: "de", command: false, own })
  const made = await live(declare(memoryStorage()))
  const alice = await connected("alice", made)
  await dialogue(alice, [
    ["alice", "/hi"],
    ["bot", "Hallo, alice!"],
    ["alice", "/add"],
    ["bot", "a: fehlt\nNämlich: /add <a>"],
  ])
  expect(made.said("error")).toEqual([])
})

test("names change no format", () => {
  const catalog = new Catalog("en", { hello: "*Hello*, { $name }" })
  expect(catalog.format("hello", { name: "*Bob*" })).toBe("*Hello*, \u2060*Bob*")
})

test("plurals, numbers and dates are those of the language", () => {
  const text = "{ $n -> [one] { $n } файл [few] { $n } файла *[many] { $n } файлов }"
  const inLines = text.replaceAll(/(\[|\*\[| \})/g, "\n$1")
  const catalog = new Catalog("ru", { files: inLines, day: '{ DATETIME($day, timeZone: "UTC") }' })
  const shown = [1, 2, 5, 21, 1234567].map((n) => catalog.format("files", { n }))
  expect(shown.slice(0, 4)).toEqual(["1 файл", "2 файла", "5 файлов", "21 файл"])
  expect(shown[4]?.replaceAll(/\s/g, " ")).toBe("1 234 567 файлов")
  expect(catalog.format("day", { day: new Date("2026-12-31T12:00Z") })).toBe("31.12.2026")
})

describe("the texts of the framework", () => {
  const keys = Object.keys(english) as OwnTextKey[]
  const args = {
    min: 2,
    max: 5,
    choices: "a, b",
    usage: "/add <a>",
    name: "Ann",
    reason: "So.",
    minutes: 5,
    sum: "2 + 5",
    join: "in",
    leave: "out",
  }

  test.each([
    ["de", de],
    ["es", es],
    ["fr", fr],
    ["ru", ru],
  ])("are all there in %s, say the same numbers, and name the same commands", (locale, own) => {
    const catalog = new Catalog(locale, own)
    expect(Object.keys(own).toSorted()).toEqual(keys.toSorted())
    for (const key of keys) {
      const inEnglish: (given: typeof args) => string = english[key]
      const text = catalog.format(key, args) ?? ""
      expect(text).not.toBe("")
      expect([key, text.match(/\/\w+|\b[25]\b/g)]).toEqual([
        key,
        inEnglish(args).match(/\/\w+|\b[25]\b/g),
      ])
    }
  })
})

test("all that the framework says goes through its texts: no source sends one of its own", () => {
  const sources = new URL("../", import.meta.url)
  // The command line talks to operators, in English.
  const files = readdirSync(sources, { recursive: true, encoding: "utf8" }).filter(
    (file) => /(?<!\.test|\.test-d)\.ts$/.test(file) && !/^(?:cli|testing|http)\//.test(file),
  )
  expect(files.length).toBeGreaterThan(100)
  const own = files.flatMap((file) => {
    const code = readFileSync(new URL(file, sources), "utf8").replaceAll(/^\s*(?:\*|\/\/).*$/gm, "")
    return [...code.matchAll(/\.(?:reply|send|ask|choose)\(\s*["`][^\n]*/g)].map(
      ([line]) => `${file}: ${line}`,
    )
  })
  expect(own).toEqual([])
})

test("owners and subscribers are answered in their language", async () => {
  const { live, connected } = world()
  const made = await live((bot) => {
    const i18n = new I18n({ texts: { de: {}, en: {} }, ask: false })
    bot.group({}, i18n.plugin())
    bot.group({}, optOut(bot.subscriptions))
    bot.group({}, new Owners(memoryStorage()).pairing())
  })
  const alice = await connected("alice", made)
  await dialogue(alice, [
    ["alice", "/unsubscribe"],
    ["bot", "Du bekommst keine Rundschreiben mehr. Mit /subscribe kommen sie wieder."],
    ["alice", "/subscribe"],
    ["bot", "Du bekommst wieder Rundschreiben. /unsubscribe beendet sie."],
    ["alice", "/pair nonsense"],
    ["bot", "Das ist nicht der Code."],
  ])
  expect(made.said("error")).toEqual([])
})

test("new members of a group are asked in its language, which its moderators chose", async () => {
  const { live, network } = world()
  const storage = memoryStorage()
  const made = await live((bot) => {
    bot.group({}, new I18n({ texts: { en: {}, fr: {} }, storage }).plugin())
    const rules = [rule.links()]
    const options = { rules, storage: memoryStorage(), captchaMs: 60_000, captcha: "sum" } as const
    bot.group({}, new Moderation(bot, options).plugin())
  })
  const { api, user, identity } = made.bot
  const { groupId } = await api.apiNewGroup(user.userId, { displayName: "club", fullName: "" })
  await storage.set(`i18n/${identity}/group:${groupId}`, "fr")
  const alice = await network.person("alice")
  await alice.joinGroup(await api.apiCreateGroupLink(groupId, "member"))
  const question = await alice.expectMessage(/^Bienvenue/)
  expect(question).toMatch(/^Bienvenue, alice ! Combien font/)
})

test.each<[string, () => unknown, RegExp]>([
  ["no texts", () => new I18n({ texts: {} }), /^texts: must be an object/],
  ["no language", () => new I18n({ texts: { "no such": {} } }), /^texts\.no such: must be named/],
  ["open braces", () => new I18n({ texts: { en: { a: "{ $x" } } }), /^texts\.en/],
  [
    "a key with a dot",
    () => new I18n({ texts: { en: { "a.b": "x" } } }),
    /^texts\.en\.a\.b: must be/,
  ],
  [
    "a broken file",
    () => new I18n({ texts: { en: "a = { $x\n" } }),
    /^texts\.en: a cannot be read/,
  ],
  [
    "another fallback",
    () => new I18n({ texts: { en: {} }, fallback: "de" as never }),
    /^fallback: must be one of/,
  ],
  [
    "a text that needs more",
    () => new Catalog("en", { a: "{ $name }" }).format("a"),
    /^texts\.en\.a: .*name/,
  ],
  [
    "one storage for two",
    () => {
      const storage = memoryStorage()
      void new I18n({ texts: { en: {} }, storage })
      void new I18n({ texts: { en: {} }, storage })
    },
    /^storage: another I18n/,
  ],
])("wrong calls say so: %s", (_, call, problem) => {
  expect(call).toThrow(problem)
})
