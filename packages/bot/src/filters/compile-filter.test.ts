import { describe, expect, test } from "vitest"
import { contact, directItem, group, groupItem, member } from "../../test/fixtures/items.ts"
import { message, text } from "../../test/fixtures/update.ts"
import { compileFilter } from "./compile-filter.ts"
import type { MessageFilter } from "../messages/message.ts"

const image = text("a cat", {
  content: { type: "image", text: "a cat", image: "data:image/png;base64,AAAA" },
  file: {
    fileId: 1,
    fileName: "cat.png",
    fileSize: 10,
    fileStatus: { type: "rcvInvitation" },
    fileProtocol: "xftp",
  },
})
const admin = member(7, { role: "admin", contactId: 4 })
const inGroup = message(groupItem(group(3), admin, "hello all", { mentioned: true }))
const direct = text("hello")

const passes = (filter: MessageFilter, given = direct) => compileFilter(filter)(given) !== false

describe("a filter", () => {
  test("without keys, or with undefined ones, takes everything", () => {
    expect(passes({})).toBe(true)
    expect(passes({ contentType: undefined, when: undefined })).toBe(true)
  })

  test.each<[MessageFilter, direct: boolean, inGroup: boolean, image: boolean]>([
    [{ contentType: "text" }, true, true, false],
    [{ contentType: ["image", "video"] }, false, false, true],
    [{ text: "hello" }, true, false, false],
    [{ text: /^hello/ }, true, true, false],
    [{ text: ["a cat", /all$/] }, false, true, true],
    [{ text: (text) => text.length === 5 }, true, false, true],
    [{ chatType: "direct" }, true, false, true],
    [{ chatType: ["group"] }, false, true, false],
    [{ chatType: ["group", "direct"] }, true, true, true],
    [{ contactId: 4 }, true, false, true],
    [{ contactId: [5, 6] }, false, false, false],
    [{ groupId: 3 }, false, true, false],
    [{ groupId: 4 }, false, false, false],
    [{ memberId: 7 }, false, true, false],
    [{ memberId: [1, admin.memberId] }, false, true, false],
    [{ memberId: 8 }, false, false, false],
    [{ role: ["admin", "owner"] }, false, true, false],
    [{ role: "owner" }, false, false, false],
    [{ mentioned: true }, false, true, false],
    [{ mentioned: false }, true, false, true],
    [{ hasFile: true }, false, false, true],
    [{ hasFile: false }, true, true, false],
    [{ when: (message) => message.sender.name === "alice" }, true, false, true],
    [{ chatType: "direct", contentType: "image" }, false, false, true],
    [{ chatType: "group", contentType: "image" }, false, false, false],
  ])("%o", (filter, ...expected) => {
    expect([passes(filter), passes(filter, inGroup), passes(filter, image)]).toEqual(expected)
  })

  test("gives what the pattern found, whichever key comes last", () => {
    const test = compileFilter({ text: [/^(hi)$/, /l(l)(o)/], chatType: "direct" })
    expect(test(direct)).toMatchObject({ 1: "l", 2: "o", index: 2 })
  })

  test("finds a global pattern each time", () => {
    const pattern = /l/g
    const test = compileFilter({ text: pattern })
    expect([test(direct), test(direct)]).toMatchObject([{ index: 2 }, { index: 2 }])
    expect(pattern.lastIndex).toBe(0)
  })

  test("with an unknown key is an error, not a filter that takes everything", () => {
    const misspelt = { contenttype: "text" } as MessageFilter
    expect(() => compileFilter(misspelt)).toThrow(/there is no key contenttype; the keys are/)
  })

  test.each<[object, RegExp]>([
    [{ contentType: "txt" }, /^filter.contentType: must be one of text, link, .*, or an array/],
    [{ contentType: [] }, /^filter.contentType/],
    [{ chatType: ["direct", "local"] }, /^filter.chatType: must be one of direct, group/],
    [{ role: "king" }, /^filter.role: must be one of relay, observer, author, member/],
    [{ text: 5 }, /^filter.text: must be a string, a RegExp or a function, or an array of such/],
    [{ contactId: "4" }, /^filter.contactId: must be a whole number/],
    [{ memberId: null }, /^filter.memberId: must be a whole number or a string/],
    [{ contactId: NaN }, /^filter.contactId: must be a whole number/],
    [{ memberId: "" }, /^filter.memberId/],
    [{ chatType: "direct", groupId: 3 }, /^filter: .* can never match together/],
    [{ chatType: ["direct"], role: "member" }, /^filter: .* can never match together/],
    [{ contactId: 4, memberId: 7 }, /^filter: .* can never match together/],
    [{ contactId: 4, chatType: "group" }, /^filter: .* can never match together/],
    [/casino/, /^filter: a RegExp belongs into/],
    [[], /^filter: must be an object/],
    [{ mentioned: "yes" }, /^filter.mentioned: must be true or false$/],
    [{ when: true }, /^filter.when: must be a function$/],
  ])("that can never match is an error: %o", (filter, problem) => {
    expect(() => compileFilter(filter)).toThrow(problem)
  })

  test.each<[MessageFilter]>([
    [{ when: async () => Promise.resolve(false) } as unknown as MessageFilter],
    [{ text: async () => Promise.reject(new Error("no")) } as unknown as MessageFilter],
  ])("does not take a promise for a yes: %o", (filter) => {
    expect(() => passes(filter)).toThrow("must answer at once, not with a promise")
  })

  test("takes what is not there for a no", () => {
    expect(passes({ when: (({ file }: { file?: unknown }) => file) as never })).toBe(false)
  })

  test("does not take the contact of a group member for a direct chat", () => {
    expect(passes({ contactId: 4 }, message(groupItem(group(3), admin, "x")))).toBe(false)
    expect(passes({ contactId: 4 }, message(directItem(contact(4), "x")))).toBe(true)
  })
})
