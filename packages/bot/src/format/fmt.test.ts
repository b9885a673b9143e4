import { ChatApi } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import { createNetwork } from "@simplex-chat/testing"
import { afterAll, beforeAll, expect, test } from "vitest"
import { Bot, ConfigurationError } from "../index.ts"
import {
  bold,
  code,
  colored,
  escape,
  fmt,
  italic,
  link,
  mention,
  partsOf,
  secret,
  strike,
} from "./index.ts"

const network = createNetwork()
let api: ChatApi
let contactId = 0
beforeAll(async () => {
  const alice = await network.person("alice")
  api = await ChatApi.init(network.openCore({ name: "writer" }))
  await api.apiCreateActiveUser({ displayName: "writer", fullName: "" })
  await api.startChat()
  contactId = (await api.connectTo(await alice.address())).contactId
})
afterAll(() => api.close())

/** How the core reads a text, which apps show: each part, with its format. */
async function read(text: string): Promise<{ readonly type: string; readonly shown: string }[]> {
  const [item] = await api.apiSendTextMessage({ chatType: "direct", chatId: contactId }, text)
  const parts: readonly T.FormattedText[] = item?.chatItem.formattedText ?? [{ text }]
  return parts.map((part) => ({
    type: part.format?.type ?? "plain",
    shown: part.text.replaceAll("\u2060", ""),
  }))
}

const typesIn = async (text: string): Promise<string[]> =>
  (await read(text)).map(({ type }) => type).filter((type) => type !== "plain")

const hostile = [
  "*bold*",
  "_it alic_",
  "~no~ #secret# `code`",
  "!1 red!",
  "!red red!",
  "@bob",
  "@'bob b'",
  "/help",
  "/'pick 3'",
  "https://evil.example/x",
  "simplex:/contact#/?v=2",
  "evil.example",
  "a@evil.example",
  "[shown](https://evil.example)",
  "+1 234 567 8901",
  "1234567",
  "```\nblock\n```",
  "a\n*b*\n/c",
  "#news.simplex",
]

/** What names are made of, at random. */
const atoms =
  "a| |  |\n|\t|\r|\u00A0|*|_|~|`|#|!|!1 |!red |@|'|/|/help|[|]|(|)|\\|```|.|:|example.com|+1 234 567 890|12345678|שלום|😀|\u200F|x@y.example|https://e.example/x".split(
    "|",
  )

test.each(hostile)("a name from others never changes the format: %s", async (name) => {
  expect(await read(fmt`${name}`)).toEqual([{ type: "plain", shown: name }])
  expect(await read(escape(`${name} ${name}`))).toEqual([
    { type: "plain", shown: `${name} ${name}` },
  ])
  expect(await read(fmt`Hello ${name} and *you*`)).toEqual([
    { type: "plain", shown: `Hello ${name} and ` },
    { type: "bold", shown: "you" },
  ])
})

test.each([
  ["bold", bold],
  ["italic", italic],
  ["strikeThrough", strike],
  ["snippet", code],
  ["secret", secret],
  ["colored", (text: string) => colored("red", text)],
] as const)(
  "%s is read back as what it was, wherever it is, whatever is in it",
  async (type, mark) => {
    for (const text of [
      fmt`${mark("x y")}`,
      fmt`before ${mark("x y")} after`,
      fmt`before${mark("x y")}`,
      fmt`${mark("  x y ")}!`,
      fmt`a ${mark("\tx\r\u00A0y")} b`,
      fmt`${"name*"}${mark("x y")}`,
      ...hostile.map((name) => fmt`${mark(name)}`),
    ]) {
      expect([text, [...new Set(await typesIn(text))]]).toEqual([text, [type]])
    }
  },
)

test("links show a text, and mentions a name", async () => {
  expect(await typesIn(fmt`See ${link("the docs", "https://docs.example/a")}`)).toEqual([
    "hyperLink",
  ])
  expect(await typesIn(fmt`Hi ${mention("ann lee")}!`)).toEqual(["mention"])
})

test.each([
  ["https://münchen.example/ä b", "https://xn--mnchen-3ya.example/%C3%A4%20b"],
  ["https://a.example/Tea_(drink)", "https://a.example/Tea_%28drink%29"],
  ["HTTPS://A.Example", "https://a.example/"],
  ["https://a.example?q=1&r=é#x", "https://a.example/?q=1&r=%C3%A9#x"],
  ["https://127.0.0.1:8080/x", "https://127.0.0.1:8080/x"],
])("a link leads to %s, as the core reads it", async (address, uri) => {
  expect(link("the docs", address).markup).toBe(`[the docs](${uri})`)
  for (const text of ["the docs", "a.b c", "v1.2", "*x* [y](z)", "שלום", uri])
    expect(await typesIn(fmt`See ${link(text, address)}!`)).toEqual(["hyperLink"])
})

test("a link whose text looks like another address shows both", async () => {
  expect(await read(fmt`See ${link("bank.example", "https://evil.example/x")} now`)).toEqual([
    { type: "plain", shown: "See bank.example " },
    { type: "uri", shown: "https://evil.example/x" },
    { type: "plain", shown: " now" },
  ])
})

test("whatever a name is made of, it changes no format, and marks stay what they are", async () => {
  let seed = 7
  const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below
  const marks = { bold, italic, strikeThrough: strike, snippet: code, secret }
  for (let round = 0; round < 60; round++) {
    const pieces = Array.from({ length: 1 + random(6) }, () => atoms[random(atoms.length)] ?? "")
    const name = pieces.join("")
    if (name.trim() === "") continue
    const shown = (await read(fmt`Hi ${name}.`)).map((part) => ({ name, ...part }))
    expect(shown).toEqual([{ name, type: "plain", shown: `Hi ${name}.` }])
    const [type, mark] = Object.entries(marks)[round % 5] ?? ["bold", bold]
    const types = new Set(await typesIn(fmt`Hi ${mark(name)} and ${mark("x")}!`))
    expect({ name, types: [...types] }).toEqual({ name, types: [type] })
  }
})

test.each([
  () => fmt`${undefined as never}`,
  () => fmt`${{} as never}`,
  () => link("x", "javascript:alert(1)"),
  () => link(" ", "https://a.example"),
  () => link("x", "https://localhost:8080/"),
  () => link("x", "https://[::1]/"),
  () => link("x", "https://user:password@a.example/"),
  () => mention("it's"),
])("what cannot be written is a ConfigurationError", (write) => {
  expect(write).toThrow(ConfigurationError)
})

test("the parts of a message are read as the core has read them", async () => {
  const bot = new Bot({
    profile: { displayName: "reader" },
    db: network.openCore({ name: "reader" }),
    logging: "silent",
  })
  const seen: unknown[] = []
  bot.onMessage((message) => void seen.push(partsOf(message)))
  await bot.start()
  const bob = await network.person("bob")
  await bob.connectTo(bot.address ?? "")
  await bob.say(fmt`Dear ${"*Ann*"}, ${bold("now")} at https://a.example`)
  await bob.say("plain")
  await expect.poll(() => seen).toHaveLength(2)
  await bot.stop()
  expect(seen).toEqual([
    [
      { text: "Dear *Ann*, ", format: undefined },
      { text: "now", format: { type: "bold" } },
      { text: " at ", format: undefined },
      { text: "https://a.example", format: { type: "uri" } },
    ],
    [{ text: "plain", format: undefined }],
  ])
})
