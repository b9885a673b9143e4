import { describe, expect, test } from "vitest"
import { readPlain } from "./parse/codec.ts"
import { readCryptoFile } from "./parse/crypto-file.ts"
import { readMenu } from "./parse/menu.ts"
import { cryptoFile, digits, image, menu, name, texts, words } from "./syntax-text.ts"

// How lists, names, menus and files are written, and read back.

const at = "Command.parameter"
const refusal = "Command.parameter takes"

describe("names", () => {
  test.each([
    ["bob", "bob"],
    ["o'neil", "o'neil"],
    ["bob smith", "'bob smith'"],
    ["a,b", "'a,b'"],
    ["Боб", "Боб"],
  ])("%s is written as %s", (value, text) => {
    expect(name(value, at)).toBe(text)
  })

  test.each(["", " bob", "#bob", "@bob", "'bob", "bob's, and more", "two\nlines"])(
    "%j is refused",
    (value) => {
      expect(() => name(value, at)).toThrow(refusal)
    },
  )
})

describe("lists", () => {
  test("are joined", () => {
    expect(words(["a", "b"], at)).toBe("a b")
    expect(texts([1, 2], at, ",", String)).toBe("1,2")
  })

  test("are refused when they are empty, or hold a blank", () => {
    expect(() => words([], at)).toThrow(refusal)
    expect(() => words(["a b"], at)).toThrow(refusal)
    expect(() => texts([], at, ",", String)).toThrow(refusal)
  })
})

describe("digits", () => {
  test("may have blanks between them", () => {
    expect(digits("12345 67890", at)).toBe("12345 67890")
  })

  test.each(["", " 1", "1 ", "1a"])("%j is refused", (value) => {
    expect(() => digits(value, at)).toThrow(refusal)
  })
})

describe("a menu", () => {
  const help = { type: "command", label: "Help", keyword: "help" } as const
  const about = { type: "command", label: "About us", keyword: "about", params: "us all" } as const
  const more = { type: "menu", label: "More", commands: [about, help] } as const

  test("is written, and reads back", () => {
    const text = menu([help, more], at)
    expect(text).toBe("'Help':/help,'More':{'About us':/about us all,'Help':/help}")
    expect(readMenu(text, 0)).toEqual({ value: [help, more], end: text.length })
  })

  test.each([
    ["Help:/help", [help]],
    ["'Help':help", [help]],
    ["Help:/'help'", [help]],
    ["More:{'About us':/about  us all,Help:/help}", [more]],
    ["More:{}", [{ ...more, commands: [] }]],
  ])("is read in other spellings: %s", (text, entries) => {
    expect(readMenu(text, 0)?.value).toEqual(entries)
  })

  test.each(["Help", ":/help", "Help:/", "More:{Help:/help"])("%s is none", (text) => {
    expect(readMenu(text, 0)).toBeUndefined()
  })

  test.each([
    [],
    [{ ...help, label: "it's" }],
    [{ ...help, label: "" }],
    [{ ...help, keyword: "a b" }],
    [{ ...help, keyword: "/help" }],
    [{ ...about, params: "a:b" }],
    [{ ...about, params: "two  blanks" }],
    [{ ...more, commands: [] }],
  ])("is refused when it would not read back: %j", (...entries) => {
    expect(() => menu(entries, at)).toThrow(refusal)
  })
})

describe("a picture", () => {
  test.each(["data:image/png;base64,AA+/", "data:image/jpg;base64,AAA="])(
    "is a data URI: %s",
    (uri) => {
      expect(image(uri, at)).toBe(uri)
      expect(readPlain("image", uri, 0)).toEqual({ value: uri, end: uri.length })
    },
  )

  test.each([
    "",
    "https://simplex.chat/a.png",
    "data:image/jpeg;base64,AAAA",
    "data:image/png;base64,",
    "data:image/png;base64,AA AA",
    "data:image/png,AAAA",
  ])("is refused when the core would refuse it: %j", (uri) => {
    expect(() => image(uri, at)).toThrow(refusal)
    expect(readPlain("image", uri, 0)?.end === uri.length).toBe(false)
  })
})

describe("a file", () => {
  const cryptoArgs = { fileKey: "a_b-c=", fileNonce: "d_e-f" }

  test("is its path", () => {
    expect(cryptoFile({ filePath: "a file" }, at)).toBe("a file")
    expect(readCryptoFile("a file", 0)).toEqual({ value: { filePath: "a file" }, end: 6 })
  })

  test("is its key, its nonce and its path, with two blanks", () => {
    const text = cryptoFile({ filePath: "/tmp/a b", cryptoArgs }, at)
    expect(text).toBe(" key=a_b-c=  nonce=d_e-f/tmp/a b")
    expect(readCryptoFile(text, 0).value).toEqual({ filePath: "/tmp/a b", cryptoArgs })
  })

  test.each([
    { filePath: "" },
    { filePath: " a" },
    { filePath: "relative", cryptoArgs },
    { filePath: "/a", cryptoArgs: { ...cryptoArgs, fileKey: "a b" } },
  ])("is refused when it would not read back: %j", (file) => {
    expect(() => cryptoFile(file, at)).toThrow(refusal)
  })
})
