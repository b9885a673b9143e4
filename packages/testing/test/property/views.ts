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

function same(what: string, actual: unknown, expected: unknown): void {
  expect({ what, is: actual }).toEqual({ what, is: expected })
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
      const has = (those: readonly Name[]) => those.includes(who) && stayed(world, said, who)
      return [{ who, item: items.get(said.id), must: has(said.to), exact: has(said.exact) }]
    })
    expectSameMessage(said, there)
    for (const { who, item } of there) if (item !== undefined) expectFile(world, said, who, item)
    const own = there.find(({ who, exact }) => who === said.by && exact)?.item
    // In a group, where no member came or left since.
    const all = there.length > 1 && there.every(({ exact }) => exact) && said.epoch === world.epoch
    if (own !== undefined && (room !== "group" || all))
      same(`the status of what ${said.by} said in ${room}`, own.meta.itemStatus, delivered)
  }
}

const delivered = { type: "sndRcvd", msgRcptStatus: "ok", sndProgress: "complete" }

/** Who left and came back has a new group, without what was said before but the history. */
function stayed(world: World, said: Said, who: Name): boolean {
  return said.room !== "group" || said.epoch >= (world.since.get(who) ?? 0)
}

interface There {
  readonly who: Name
  readonly item: Item | undefined
  readonly must: boolean
  readonly exact: boolean
}

function expectSameMessage(said: Said, there: readonly There[]): void {
  const what = `what ${said.by} said in ${said.room} (${said.id})`
  const exact = there.filter((one) => one.exact)
  const [first] = exact
  for (const { who, item } of exact)
    same(
      `${who} and ${first?.who} on ${what}`,
      item === undefined ? undefined : seen(item),
      first?.item === undefined ? undefined : seen(first.item),
    )
  // Those who were just joining have what it says now, and not all that became of it before.
  const known = there.flatMap(({ item }) => (item !== undefined ? [seen(item)] : []))
  const gone = known.length === 0 || known.some(({ deleted }) => deleted)
  const everywhere = !gone && exact.every(({ item }) => item !== undefined)
  for (const { who, item, must } of there) {
    if (item === undefined) same(`whether ${who} must have ${what}`, must && everywhere, false)
    else same(`${who} on the text of ${what}`, seen(item).text, known[0]?.text)
    if (item !== undefined && everywhere) same(`${who} on ${what}`, seen(item).deleted, false)
  }
}

function expectFile(world: World, said: Said, who: Name, item: Item): void {
  const { file, meta } = item
  if (said.bytes === undefined || meta.itemDeleted !== undefined || file === undefined) return
  // Who deletes a message for themselves no longer uploads its file.
  if (world.hidden.has(`${said.by} ${said.id}`)) return
  if (who === said.by) {
    return same(`${who}'s file`, file.fileStatus.type, "sndComplete")
  }
  if (file.fileStatus.type === "rcvInvitation") return
  same(`${who}'s file of ${said.by}`, file.fileStatus.type, "rcvComplete")
  const path = join(world.folder, `${who}-files`, file.fileSource?.filePath ?? "")
  same(`the bytes of ${who}'s file`, readFileSync(path, "utf8"), said.bytes)
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
      .map(({ memberId, memberRole, memberProfile: { displayName } }) =>
        [memberId, memberRole, displayName].join(" "),
      )
      .toSorted()
    views.push([who, { groupProfile, members }])
    for (const member of group.members)
      if (current.has(member.memberStatus))
        (blocked[member.memberId] ??= new Set()).add(member.blockedByAdmin)
  }
  const [first] = views
  for (const [who, view] of views)
    same(`the members as ${who} and ${first?.[0]} see them`, view, first?.[1])
  const inGroup = views.map(([who]) => who)
  same("who is in the group", inGroup, world.members)
  for (const [id, values] of Object.entries(blocked))
    same(`on whether ${id} is blocked`, [...values].length, 1)
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
      same(`what ${who} calls ${peer}`, contact?.profile.displayName, user.profile.displayName)
    }
  }
}
