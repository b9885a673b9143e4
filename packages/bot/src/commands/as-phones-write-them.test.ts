import { describe, expect, test } from "vitest"
import { parseCommand } from "./parse-command.ts"
import { splitWords } from "./words.ts"

describe("parseCommand", () => {
  test.each([
    ["/help", { name: "help", text: "" }],
    ["  /add 1 2 ", { name: "add", text: "1 2" }],
    ["/note first\nsecond", { name: "note", text: "first\nsecond" }],
    ["/note\nfirst", { name: "note", text: "first" }],
    ["/übung-1_a x", { name: "übung-1_a", text: "x" }],
  ])("reads %j", (text, command) => {
    expect(parseCommand(text)).toEqual(command)
  })

  test.each(["", "help", "/", "/ help", "//help", "/etc/hosts", "/a.b", "see /help"])(
    "does not take %j for a command",
    (text) => {
      expect(parseCommand(text)).toBeUndefined()
    },
  )
})

describe("splitWords", () => {
  test.each([
    ["", []],
    [" a  b\n c ", ["a", "b", "c"]],
    ['say "two words" end', ["say", "two words", "end"]],
    ["'one two' “three four” «five six»", ["one two", "three four", "five six"]],
    ["it's 5\" high", ["it's", '5"', "high"]],
    ['"not closed', ['"not', "closed"]],
    ['"a"b', ['"a"b']],
    ['"a \\" b" c\\ d', ['a " b', "c d"]],
    ['"over\ntwo lines" ""', ["over\ntwo lines", ""]],
    ["trailing\\", ["trailing\\"]],
  ])("splits %j", (text, words) => {
    expect(splitWords(text)).toEqual(words)
  })
})
