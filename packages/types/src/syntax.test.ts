import { describe, expect, test } from "vitest"
import { CommandSyntaxError } from "./syntax-error.ts"
import * as write from "./syntax.ts"

const at = "APIExample.value"
const expectRefusal = (call: () => unknown) => expect(call).toThrow(CommandSyntaxError)

describe("CommandSyntaxError", () => {
  test("names the command and the parameter", () => {
    const error = new CommandSyntaxError("APIJoinGroup.groupId", "safe integers >= 0")
    expect(error).toMatchObject({
      name: "CommandSyntaxError",
      command: "APIJoinGroup",
      parameter: "groupId",
      message: "APIJoinGroup.groupId takes safe integers >= 0",
    })
    expect(error).toBeInstanceOf(Error)
  })
})

describe("number", () => {
  test.each([0, 1, Number.MAX_SAFE_INTEGER])("writes %s", (value) => {
    expect(write.number(value, at)).toBe(value)
  })

  test.each([-1, 0.5, 2 ** 53, NaN, Infinity, "4", null, undefined, 4n, [4]])(
    "refuses %s",
    (value) => expectRefusal(() => write.number(value as number, at)),
  )
})

describe("numbers", () => {
  test("joins them by commas", () => {
    expect(write.numbers([3], at)).toBe("3")
    expect(write.numbers([3, 0, 7], at)).toBe("3,0,7")
  })

  // oxlint-disable-next-line no-sparse-arrays -- a hole is what a caller may get wrong
  test.each([[[]], [[1, -1]], [[1, , 2]], ["1,2"], [undefined]])("refuses %j", (values) =>
    expectRefusal(() => write.numbers(values as number[], at)),
  )
})

describe("word", () => {
  test.each(["a", "https://simplex.chat/contact#/?v=2&smp=%40", "é😀", "--"])(
    "writes %s",
    (text) => {
      expect(write.word(text, at)).toBe(text)
    },
  )

  test.each(["", " a", "a b", "a\n", "a\u00a0b", "a\0", "a\u0007", "\ud83d", 5, null])(
    "refuses %j",
    (text) => expectRefusal(() => write.word(text as string, at)),
  )
})

describe("rest", () => {
  test.each(["a", "two  words", "tab\tinside", "😀 é"])("writes %s", (text) => {
    expect(write.rest(text, at)).toBe(text)
  })

  test.each(["", " ", " a", "a ", "a\nb", "a\rb", "a\u2028b", "a\0b", "a\udc00b", 5, undefined])(
    "refuses %j",
    (text) => expectRefusal(() => write.rest(text as string, at)),
  )
})

describe("bool and onOff", () => {
  test("take booleans", () => {
    expect([write.bool(true, at), write.bool(false, at)]).toEqual([true, false])
    expect([write.onOff(true, at), write.onOff(false, at)]).toEqual(["on", "off"])
  })

  test.each([0, 1, "on", null, undefined])("refuse %s", (value) =>
    expectRefusal(() => write.onOff(value as unknown as boolean, at)),
  )
})

describe("utcTime", () => {
  test.each(["2026-05-15T12:30:00Z", "2026-05-15T12:30:00.123456789Z"])("writes %s", (time) => {
    expect(write.utcTime(time, at)).toBe(time)
  })

  test.each([
    "2026-05-15",
    "2026-13-15T12:30:00Z",
    "2026-02-31T12:30:00Z",
    "2026-05-15T24:00:00Z",
    "2026-05-15T12:30:00+01:00",
    "now",
    ["2026-05-15T12:30:00Z"],
    ["2026-05-15T12:30:00.000Z"],
    undefined,
  ])("refuses %j", (time) => expectRefusal(() => write.utcTime(time as string, at)))
})

describe("choice and symbol", () => {
  const values = { Owner: "owner", Member: "member" } as const

  test("write a value, or the text for it", () => {
    expect(write.choice("owner", at, values)).toBe("owner")
    expect(write.symbol<"direct" | "group">("direct", at, { direct: "@", group: "#" })).toBe("@")
  })

  test.each(["Owner", "constructor", "", null, undefined, ["owner"]])("refuse %j", (value) => {
    expectRefusal(() => write.choice(value as "owner", at, values))
    expectRefusal(() => write.symbol(value as "owner", at, { owner: "@" }))
  })
})

describe("absent", () => {
  test("refuses what would be read as the part that is left out", () => {
    expect(write.absent(" @ home", /^ @\d/, at)).toBe("")
    expectRefusal(() => write.absent(" @5", /^ @\d/, at))
  })
})

describe("withText", () => {
  test("keeps the writer aside from the values", () => {
    const type = write.withText({ A: "a" } as const, { cmdString: () => "text" })
    expect(type.cmdString()).toBe("text")
    expect(Object.values(type)).toEqual(["a"])
  })
})
