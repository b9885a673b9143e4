import type { AnyEvent } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import { describe, expect, test } from "vitest"
import { group, groupItem, member } from "../../test/fixtures/items.ts"
import { memoryNotes } from "../checkpoints/notes.ts"
import { GroupJoins } from "./group-joins.ts"

const clock = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 12, 0, seconds)).toISOString()
const at = (minute: number) => clock(minute * 60)

interface Said {
  /** Who says it: `host` and `author` are members; by default, the author. */
  readonly by?: "host" | "author"
  readonly forwarded?: boolean
  readonly id?: number
}

/** A bot whose clock is `ahead` minutes before the servers'; it joins at 12:30 of theirs. */
function joining(ahead: number, history: "on" | "off" = "on") {
  const joins = new GroupJoins(memoryNotes())
  const given = group(1)
  const groupInfo: T.GroupInfo = {
    ...given,
    fullGroupPreferences: { ...given.fullGroupPreferences, history: { enable: history } },
  }
  const members = {
    host: { ...member(3), memberCategory: "host" as const },
    author: member(2),
  }
  const item = (time: string, { by = "author", forwarded = false, id = 1 }: Said): T.AChatItem => {
    const { chatInfo, chatItem } = groupItem(groupInfo, members[by], "x", { id })
    const meta = { ...chatItem.meta, itemTs: time, forwardedByMember: forwarded ? 3 : undefined }
    return { chatInfo, chatItem: { ...chatItem, meta } }
  }
  const see = (event: object) => joins.see(event as AnyEvent)
  const hears = (time: string, said: Said = {}) =>
    see({ type: "newChatItems", chatItems: [item(time, said)] })
  const joins_ = () => {
    const updatedAt = new Date(Date.parse(at(30 + ahead)) + 600).toISOString()
    const membership = { ...groupInfo.membership, updatedAt }
    see({ type: "userJoinedGroup", groupInfo: { ...groupInfo, membership } })
  }
  const isHistory = (time: string, said: Said = {}) =>
    joins.isHistory(item(time, { forwarded: true, ...said }))
  return { hears, joins: joins_, isHistory, inMinute: (minute: number) => isHistory(at(minute)) }
}

test("with a right clock, what is forwarded from before is history", () => {
  const { joins, inMinute } = joining(0)
  joins()
  expect([29, 30, 31].map(inMinute)).toEqual([true, true, false])
})

test("with a clock that is slow, history is still none of the news", () => {
  const { hears, joins, inMinute } = joining(-20)
  hears(at(29))
  joins()
  expect([15, 29, 31].map(inMinute)).toEqual([true, true, false])
})

test("with a clock that is fast, a member's own message says from when on there is news", () => {
  const { hears, joins, inMinute } = joining(+20)
  joins()
  hears(at(32))
  expect([29, 31, 33].map(inMinute)).toEqual([true, true, false])
})

test("a return is another joining", () => {
  const { hears, joins, inMinute } = joining(+20)
  joins()
  hears(at(32))
  joins()
  expect(inMinute(40)).toBe(true)
  hears(at(41))
  expect([40, 42].map(inMinute)).toEqual([true, false])
})

describe("in the second in which the bot joins", () => {
  const second = at(30)

  test("what is forwarded is history until the host itself has said something", () => {
    const { hears, joins, isHistory } = joining(0)
    joins()
    // Both come before the first is handled.
    hears(second, { by: "host", id: 12 })
    expect([10, 11, 13].map((id) => isHistory(second, { id }))).toEqual([true, true, false])
    expect(isHistory(clock(30 * 60 - 1), { id: 13 })).toBe(true)
  })

  test("what another member says directly does not end it", () => {
    const { hears, joins, isHistory } = joining(0)
    joins()
    hears(second, { id: 12 })
    expect(isHistory(second, { id: 13 })).toBe(true)
  })

  test("it is news in a group without history", () => {
    const { joins, isHistory } = joining(0, "off")
    joins()
    expect(isHistory(second)).toBe(false)
    expect(isHistory(at(29))).toBe(true)
  })

  test("after a return it is decided anew", () => {
    const { hears, joins, isHistory } = joining(0)
    joins()
    hears(second, { by: "host", id: 12 })
    joins()
    expect(isHistory(second, { id: 13 })).toBe(true)
  })

  test("a direct message of that second leaves what the host said earlier in it history", () => {
    const { hears, joins, isHistory } = joining(0)
    joins()
    hears(second, { id: 12 })
    expect(isHistory(second.replace(".000Z", ".300Z"), { id: 11 })).toBe(true)
  })
})

test("what the host hands over of its own is history at any time", () => {
  const { joins, isHistory } = joining(-20)
  joins()
  expect(isHistory(at(31), { by: "host" })).toBe(true)
})
