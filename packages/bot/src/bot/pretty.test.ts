import { stripVTControlCharacters } from "node:util"
import { expect, test } from "vitest"
import { prettyLine } from "./pretty.ts"

const time = new Date(2026, 0, 1, 9, 8, 7).getTime()
const line = (fields: object) => JSON.stringify({ time, name: "simplex-bot", ...fields })

test("a line for a terminal has its time, its level, its message and its fields", () => {
  const given = line({ level: 30, chats: 2, hasAddress: true, msg: "started" })
  expect(prettyLine(given, false)).toBe("09:08:07 info  started chats=2 hasAddress=true\n")
})

test("frames and the whole error are below it", () => {
  const given = line({
    level: 50,
    handler: "onMessage",
    at: ["at bot.ts:1:2", "at bot.ts:3:4"],
    msg: "a handler failed",
  })
  expect(prettyLine(given, false)).toBe(
    "09:08:07 error a handler failed handler='onMessage'\n    at bot.ts:1:2\n    at bot.ts:3:4\n",
  )
  const debug = line({ level: 20, err: { stack: "Error: x\n    at there" }, msg: "all of it" })
  expect(prettyLine(debug, false)).toBe("09:08:07 debug all of it\n    Error: x\n    at there\n")
})

test("colors change nothing else, and a field cannot break the line", () => {
  const given = line({ level: 40, chat: "a\nb", msg: "x" })
  const colored = prettyLine(given, true)
  expect(colored).toContain("\u001B[")
  expect(stripVTControlCharacters(colored)).toBe(prettyLine(given, false))
  expect(prettyLine(given, false).trimEnd()).not.toContain("\n")
})
