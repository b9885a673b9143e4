import { describe, expect, test } from "vitest"
import { commandKey, parseCommand } from "./parse-command.ts"
import { splitWords } from "./words.ts"

describe("parseCommand", () => {
  test.each([
    ["/help", { name: "help", text: "" }],
    ["  /add 1 2 ", { name: "add", text: "1 2" }],
    ["/note first\nsecond", { name: "note", text: "first\nsecond" }],
    ["/note\nfirst", { name: "note", text: "first" }],
    ["/übung-1_a x", { name: "übung-1_a", text: "x" }],
    ["/Help", { name: "Help", text: "" }],
    ["/help.", { name: "help", text: "" }],
    ["/help?! now", { name: "help", text: "now" }],
    ["/help…", { name: "help", text: "" }],
    ["／ｈｅｌｐ", { name: "ｈｅｌｐ", text: "" }],
    ["⁄help", { name: "help", text: "" }],
    ["∕'add 1 2'", { name: "add", text: "1 2" }],
    ["\u200b/help\u200b", { name: "help", text: "" }],
    ["\ufeff/\u2060help\u200f x", { name: "help", text: "x" }],
    ["\u00a0/remind\u00a05\u00a0", { name: "remind", text: "5" }],
    ["/u\u0308bung x", { name: "u\u0308bung", text: "x" }],
    ["/मदद x", { name: "मदद", text: "x" }],
    ["/help@squarer now", { name: "help", text: "now", bot: "squarer" }],
    ["/help@Squarer.", { name: "help", text: "", bot: "Squarer" }],
    ["/help@'my bot' now", { name: "help", text: "now", bot: "my bot" }],
    ["/'add 1 2'", { name: "add", text: "1 2" }],
    // From right to left, and back.
    ["\u202b/help x\u202c", { name: "help", text: "x" }],
    ["\u2067/\u2068help\u2069 x\u2069", { name: "help", text: "x" }],
    ["\u00ad/help\ufe0f", { name: "help", text: "" }],
    ["/help\u202f!", { name: "help", text: "!" }],
    ["\u3000/help\u3000x\u3000", { name: "help", text: "x" }],
    ["/help。", { name: "help", text: "" }],
    ["/help,", { name: "help", text: "" }],
  ])("reads %j", (text, command) => {
    expect(parseCommand(text)).toEqual(command)
  })

  test.each(["", "help", "/", "/ help", "//help", "/etc/hosts", "/a.b", "see /help", "/a@b/c"])(
    "does not take %j for a command",
    (text) => {
      expect(parseCommand(text)).toBeUndefined()
    },
  )
})

test.each([
  ["Info", "info"],
  ["İnfo", "info"],
  ["ＩＮＦＯ", "info"],
  ["ÜBUNG", "übung"],
  ["u\u0308bung", "übung"],
  ["ΒΟΗΘΕΙΑ", "βοηθεια"],
])("the name %s is %s, whatever the keyboard makes of it", (typed, name) => {
  expect(commandKey(typed)).toBe(commandKey(name))
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
    [
      "„ein Wort“ „deux mots” ”två ord” “drei zwei“",
      ["ein Wort", "deux mots", "två ord", "drei zwei"],
    ],
    ["»vier Worte« «cinq mots» »sex ord»", ["vier Worte", "cinq mots", "sex ord"]],
    [
      "「七 語」 『八 語』 ‘nine words’ ‚zehn Worte‘",
      ["七 語", "八 語", "nine words", "zehn Worte"],
    ],
    [
      "｢半角 語｣ 〈山 括弧〉 〝二重 引用〟 ❝big words❞ ‛low words’",
      ["半角 語", "山 括弧", "二重 引用", "big words", "low words"],
    ],
    ["« deux mots » «\u202ftrois mots ici\u202f»", ["deux mots", "trois mots ici"]],
    ["«\u00a0offen", ["«", "offen"]],
    ["“not closed “nor this", ["“not", "closed", "“nor", "this"]],
    ["„offen bis zum Ende", ["„offen", "bis", "zum", "Ende"]],
    ["it’s a ‘quoted word’", ["it’s", "a", "quoted word"]],
    [
      "don't rock 'n' roll, it's the dogs' 5'11\"",
      ["don't", "rock", "n", "roll,", "it's", "the", "dogs'", "5'11\""],
    ],
    ["'90s and '80s l'eau d'été", ["'90s", "and", "'80s", "l'eau", "d'été"]],
    ["5\u00a0minutes\u200bnow", ["5", "minutes", "now"]],
  ])("splits %j", (text, words) => {
    expect(splitWords(text)).toEqual(words)
  })
})

describe("hostile text is read in linear time", () => {
  // Twenty times longer than a message can be, where quadratic time would take minutes.
  const long = 300_000
  test.each([
    ["quotes that are not closed", "“ ".repeat(long / 2)],
    ["quotes that an escape keeps open", `${"« ".repeat(long / 2)}\\»`],
    ["quotes that close inside a word", `${"«a ".repeat(long / 3)}»x`],
    ["blanks in the middle", `a${" ".repeat(long)}b`],
    ["full stops", `/help${".".repeat(long)}x`],
    ["a bot with a long name", `/help@${".".repeat(long)}/`],
  ])("%s", (_, text) => {
    expect(splitWords(text).length).toBeGreaterThan(0)
    expect(parseCommand(`/note ${text}`)?.name).toBe("note")
    parseCommand(text)
  })
})
