import { expect, test } from "vitest"
import { validName } from "./valid-name.ts"

test.each([
  "squarer",
  "Square Bot",
  "Ключ",
  "bot_1-a",
  "Really???",
  "🤖 bot",
  "नमस्ते",
  "v1.0",
  "a (b)",
])("%s is a name", (name) => {
  expect(validName(name)).toBe(name)
})

test.each([
  ["Bob's bot", "Bobs bot"],
  ["Really????", "Really???"],
  ["(bot)", "bot)"],
  ["x".repeat(51), "x".repeat(50)],
  ["bo\u200bt", "bot"],
  ["\ufeffbot", "bot"],
  [" blank ", "blank"],
  ["two  blanks", "two blanks"],
  ["a\tb", "a b"],
  // As recorded.
  ["a/b#c", "abc"],
  ["bad,name#", "badname"],
  ["", ""],
  ["???", ""],
])("%j is not, but %j is", (name, valid) => {
  expect(validName(name)).toBe(valid)
})
