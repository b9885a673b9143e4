import type { AnyEvent } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import { expect, test } from "vitest"
import { group, groupItem, member } from "../../test/fixtures/items.ts"
import { memoryNotes } from "../checkpoints/notes.ts"
import { GroupJoins } from "./group-joins.ts"

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 12, minute)).toISOString()

/** A bot whose clock is `ahead` minutes before the servers'; it joins at 12:30 of theirs. */
function joining(ahead: number) {
  const joins = new GroupJoins(memoryNotes())
  const item = (minute: number, forwarded: boolean): T.AChatItem => {
    const { chatInfo, chatItem } = groupItem(group(1), member(2), "x")
    const forwardedByMember = forwarded ? 3 : undefined
    const meta = { ...chatItem.meta, itemTs: at(minute), forwardedByMember }
    return { chatInfo, chatItem: { ...chatItem, meta } }
  }
  const see = (event: object) => joins.see(event as AnyEvent)
  const hears = (minute: number) => see({ type: "newChatItems", chatItems: [item(minute, false)] })
  const joins_ = () => {
    const { chatInfo } = item(0, false)
    if (chatInfo.type !== "group") throw new Error("no group")
    const { groupInfo } = chatInfo
    const membership = { ...groupInfo.membership, updatedAt: at(30 + ahead) }
    see({ type: "userJoinedGroup", groupInfo: { ...groupInfo, membership } })
  }
  const isHistory = (minute: number) => joins.isHistory(item(minute, true))
  return { hears, joins: joins_, isHistory }
}

test("with a right clock, what is forwarded from before is history", () => {
  const { joins, isHistory } = joining(0)
  joins()
  expect([29, 30, 31].map(isHistory)).toEqual([true, true, false])
})

test("with a clock that is slow, history is still none of the news", () => {
  const { hears, joins, isHistory } = joining(-20)
  hears(29)
  joins()
  expect([15, 29, 31].map(isHistory)).toEqual([true, true, false])
})

test("with a clock that is fast, a member's own message says from when on there is news", () => {
  const { hears, joins, isHistory } = joining(+20)
  joins()
  hears(32)
  expect([29, 31, 33].map(isHistory)).toEqual([true, true, false])
})

test("a return is another joining", () => {
  const { hears, joins, isHistory } = joining(+20)
  joins()
  hears(32)
  joins()
  expect(isHistory(40)).toBe(true)
  hears(41)
  expect([40, 42].map(isHistory)).toEqual([true, false])
})
