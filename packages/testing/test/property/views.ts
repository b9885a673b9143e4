import { readFileSync } from "node:fs"
import { join } from "node:path"
import { expect } from "vitest"
import {
  current,
  type Item,
  type Name,
  names,
  pairs,
  type Room,
  rooms,
  type Said,
  type World,
} from "./world.ts"

// What "all see the same" means. Each check names what differs and for whom.

/** Checks everything, once nothing is under way any more. */
export async function expectSameViews(world: World): Promise<void> {
  for (const room of rooms) await expectSameRoom(world, room)
  await expectSameMembers(world)
  await expectSameNames(world)
}

interface Seen {
  readonly text: string
  readonly edited: boolean
  readonly deleted: boolean
  readonly reactions: readonly string[]
  readonly quoted: string | undefined
}

function seen({ meta, content, reactions, quotedItem }: Item): Seen {
  const deleted = meta.itemDeleted
  // Nothing is left of it: what its author changed at the same time is of no account.
  if (content.type.endsWith("Moderated"))
    return { text: "", edited: false, deleted: true, reactions: [], quoted: undefined }
  return {
    text: meta.itemText,
    edited: meta.itemEdited,
    // That a member is blocked is nothing that happened to the message.
    deleted: deleted !== undefined && !deleted.type.startsWith("blocked"),
    reactions: reactions
      .map(({ reaction, totalReacted }) => `${JSON.stringify(reaction)} ${totalReacted}`)
      .toSorted(),
    quoted: quotedItem?.sharedMsgId,
  }
}

async function expectSameRoom(world: World, room: Room): Promise<void> {
  const views = new Map<Name, Map<string, Item>>()
  for (const who of names) {
    const ref = await world.ref(who, room)
    if (ref === undefined) continue
    const items = await world.items(who, ref)
    views.set(who, new Map(items.map((item) => [item.meta.itemSharedMsgId ?? "", item])))
  }
  for (const said of world.said.filter((one) => one.room === room)) {
    const there = [...views].flatMap(([who, items]) => {
      if (world.hidden.has(`${who} ${said.id}`)) return []
      return [
        { who, item: items.get(said.id), full: said.to.includes(who) && stayed(world, said, who) },
      ]
    })
    expectSameMessage(said, there)
    for (const { who, item } of there) if (item) expectFile(world, said, who, item)
    const own = there.find(({ who, full }) => who === said.by && full)?.item
    if (own && room !== "group")
      expect(own.meta.itemStatus, `${said.by}'s status`).toMatchObject(delivered)
    const all = there.length > 1 && there.every(({ full }) => full) && said.epoch === world.epoch
    if (own && room === "group" && all)
      expect(own.meta.itemStatus, `${said.by}'s status in the group`).toMatchObject(delivered)
  }
}

const delivered = { type: "sndRcvd", sndProgress: "complete" }

/** Who left and came back has a new group, without what was said before but the history. */
function stayed(world: World, said: Said, who: Name): boolean {
  return said.room !== "group" || said.epoch >= (world.since.get(who) ?? 0)
}

interface There {
  readonly who: Name
  readonly item: Item | undefined
  readonly full: boolean
}

function expectSameMessage(said: Said, there: readonly There[]): void {
  const full = there.filter((one) => one.full)
  const [first] = full
  for (const { who, item } of full) {
    const what = `${who} and ${first?.who} on what ${said.by} said (${said.id})`
    expect(item && seen(item), what).toEqual(first?.item && seen(first.item))
  }
  // Those who came later have it from the history, if at all: what it says now, and nothing else.
  const [known] = there.flatMap(({ item }) => (item ? [seen(item)] : []))
  for (const { who, item, full: isFull } of there) {
    if (isFull || item === undefined || known === undefined) continue
    const { text, deleted } = seen(item)
    expect({ text, deleted }, `${who} on what ${said.by} said before`).toEqual({
      text: known.text,
      deleted: known.deleted,
    })
  }
}

function expectFile(world: World, said: Said, who: Name, item: Item): void {
  const { file, meta } = item
  if (said.bytes === undefined || meta.itemDeleted !== undefined || file === undefined) return
  // Who deletes a message for themselves no longer uploads its file.
  if (world.hidden.has(`${said.by} ${said.id}`)) return
  if (who === said.by) {
    expect(file.fileStatus.type, `${who}'s file`).toBe("sndComplete")
    return
  }
  if (file.fileStatus.type === "rcvInvitation") return
  expect(file.fileStatus.type, `${who}'s file of ${said.by}`).toBe("rcvComplete")
  const path = join(world.folder, `${who}-files`, file.fileSource?.filePath ?? "")
  expect(readFileSync(path, "utf8") === said.bytes, "the bytes of a file").toBe(true)
}

async function expectSameMembers(world: World): Promise<void> {
  const views: [Name, unknown][] = []
  const blocked: Record<string, Set<boolean>> = {}
  for (const who of names) {
    const ref = await world.ref(who, "group")
    if (ref === undefined) continue
    const { group } = await world.person(who).command(`/_members ${ref}`, "groupMembers")
    const { membership, groupProfile } = group.groupInfo
    const members = [membership, ...group.members]
      .filter(({ memberStatus }) => current.has(memberStatus))
      .map(({ memberId, memberRole, memberProfile }) => [
        memberId,
        memberRole,
        memberProfile.displayName,
      ])
      .toSorted()
    views.push([who, { groupProfile, members }])
    for (const member of group.members)
      if (current.has(member.memberStatus))
        (blocked[member.memberId] ??= new Set()).add(member.blockedByAdmin)
  }
  const [first] = views
  for (const [who, view] of views)
    expect(view, `the members as ${who} and ${first?.[0]} see them`).toEqual(first?.[1])
  expect(
    views.map(([who]) => who),
    "who is in the group",
  ).toEqual(world.members)
  for (const [id, values] of Object.entries(blocked))
    expect(values.size, `whether ${id} is blocked`).toBe(1)
}

async function expectSameNames(world: World): Promise<void> {
  for (const [one, other] of pairs) {
    for (const [who, peer] of [
      [one, other],
      [other, one],
    ] as const) {
      const { user } = await world.person(peer).command("/u", "activeUser")
      const { contacts } = await world.person(who).command("/_contacts 1", "contactsList")
      const contact = contacts.find(({ contactId }) => contactId === world.contact(who, peer))
      expect(contact?.profile.displayName, `what ${who} calls ${peer}`).toBe(
        user.profile.displayName,
      )
    }
  }
}
