import { describe, expect, test } from "vitest"
import { contact } from "../../test/fixtures/items.ts"
import type { MessageFilter } from "../messages/message.ts"
import { setAudience } from "./audience.ts"
import { type MenuChat, reachOf, reachOutside } from "./reach.ts"

const isStaff = () => true
setAudience(isStaff, {
  contactIds: () => [4],
  includes: ({ contactId }, identity) => contactId === 4 && identity === "here",
  onChange: () => {},
})

const anyDirect: MenuChat = { type: "direct" }
const alice: MenuChat = { type: "direct", contact: contact(4, "alice"), identity: "here" }
const bob: MenuChat = { type: "direct", contact: contact(5, "bob"), identity: "here" }
const group: MenuChat = { type: "group", groupId: 7 }

const inAll = (filter: MessageFilter) =>
  [anyDirect, alice, bob, group].map((chat) => reachOf(filter).in(chat))

describe("a filter is for", () => {
  test.each<[MessageFilter, ...string[]]>([
    [{}, "all", "all", "all", "all"],
    [{ text: /x/, contentType: "text", hasFile: false }, "all", "all", "all", "all"],
    [{ chatType: "direct" }, "all", "all", "all", "none"],
    [{ chatType: ["direct", "group"] }, "all", "all", "all", "all"],
    [{ contactId: [4, 6] }, "none", "all", "none", "none"],
    [{ groupId: 7 }, "none", "none", "none", "all"],
    [{ groupId: 8 }, "none", "none", "none", "none"],
    [{ role: "admin" }, "none", "none", "none", "some"],
    [{ memberId: "abc" }, "none", "none", "none", "some"],
    [{ mentioned: true }, "none", "none", "none", "all"],
    [{ mentioned: false }, "all", "all", "all", "all"],
    [{ edited: true }, "none", "none", "none", "none"],
    [{ history: true }, "none", "none", "none", "none"],
    [{ when: () => true }, "some", "some", "some", "some"],
    [{ when: isStaff }, "none", "all", "none", "some"],
    [{ when: isStaff, chatType: "group" }, "none", "none", "none", "some"],
  ])("%o", (filter, ...users) => {
    expect(inAll(filter)).toEqual(users)
  })
})

test("an audience knows the people of a database, not those with their ids in another", () => {
  const there: MenuChat = { ...alice, identity: "there" }
  expect(reachOf({ when: isStaff }).in(there)).toBe("none")
})

test("what does not pass is for the others", () => {
  const others = reachOutside({ chatType: "group" })
  expect(others.in(alice)).toBe("all")
  expect(others.in(group)).toBe("none")
  expect(reachOutside({ role: "admin" }).in(group)).toBe("some")
})

test("what does not pass a filter about the message itself is for the same people as what does", () => {
  expect(reachOutside({ hasFile: true }).in(alice)).toBe("all")
  expect(reachOutside({ text: /x/, chatType: "group" }).in(group)).toBe("all")
  expect(reachOutside({ mentioned: true }).in(group)).toBe("all")
})
