import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import fc from "fast-check"
import { current, type Item, type Name, names, type Room, rooms, type World } from "./world.ts"

/** Something that a person does, or that happens to them. Numbers choose among what there is. */
export interface Step {
  readonly do: keyof typeof actions
  readonly who: Name
  readonly room: Room
  readonly a: number
  readonly b: number
}

type Action = (world: World, step: Step) => Promise<void> | void

const emojis = ["👍", "😀", "🚀"]
const pick = <Value>(values: readonly Value[], n: number): Value | undefined =>
  values[n % Math.max(1, values.length)]

const text = (said: string) => ({ msgContent: { type: "text", text: said }, mentions: {} })

async function send(world: World, step: Step, message: object, bytes?: string): Promise<void> {
  const { who, room } = step
  const ref = await world.ref(who, room)
  if (ref === undefined) return
  if (await isObserver(world, step)) return
  const sent = `/_send ${ref} json ${JSON.stringify([message])}`
  const { chatItems } = await world.person(who).command(sent, "newChatItems")
  const both = names.filter((name) => room.includes(name))
  const exact = room !== "group" ? both : world.members.includes(who) ? world.members : []
  const to = room === "group" ? [...world.members, ...(await world.seenBy(who))] : both
  for (const { chatItem } of chatItems) {
    world.said.push({
      id: chatItem.meta.itemSharedMsgId ?? "",
      room,
      by: who,
      to,
      exact,
      epoch: world.epoch,
      ...(bytes !== undefined && { bytes }),
    })
  }
}

/** Observers may neither say something nor change it. */
async function isObserver(world: World, { who, room }: Step): Promise<boolean> {
  return room === "group" && (await world.group(who))?.membership.memberRole === "observer"
}

/** One of the messages that a person sees, of those that fit. */
async function one(world: World, { who, room, a }: Step, fits: (item: Item) => boolean) {
  const ref = await world.ref(who, room)
  if (ref === undefined) return undefined
  const item = pick((await world.items(who, ref)).filter(fits), a)
  return item === undefined
    ? undefined
    : { ref, item, id: item.meta.itemId, shared: item.meta.itemSharedMsgId ?? "" }
}

const visible = ({ meta, content }: Item) =>
  meta.itemDeleted === undefined && content.type.endsWith("MsgContent")

/** What changes who may say what is done while nothing else is under way: two who speak and act at
 * once may disagree for ever, as those of the real core may. */
async function apart(world: World, act: () => Promise<unknown>): Promise<void> {
  await world.settled()
  await act()
  await world.settled()
}

/** How alice's commands name a member; undefined when they are not in her group. */
async function memberId(world: World, name: Name): Promise<number | undefined> {
  const own = (await world.group(name))?.membership.memberId
  const { group } = await world.person("alice").command("/_members #1", "groupMembers")
  const member = group.members.find(({ memberId }) => memberId === own)
  return member !== undefined && /connected|complete/.test(member.memberStatus)
    ? member.groupMemberId
    : undefined
}

const actions = {
  say: (world, step) => send(world, step, text(`text ${step.a}`)),

  async quote(world, step) {
    const found = await one(world, step, visible)
    if (found !== undefined)
      await send(world, step, { ...text(`reply ${step.b}`), quotedItemId: found.id })
  },

  async file(world, step) {
    const bytes = `${step.who} ${step.a} `.repeat(1 + (step.b % 20_000))
    const folder = join(world.folder, `${step.who}-files`)
    mkdirSync(folder, { recursive: true })
    const filePath = `${step.a}-${step.b}.txt`
    writeFileSync(join(folder, filePath), bytes)
    const fileSource = { filePath }
    await send(
      world,
      step,
      { fileSource, msgContent: { type: "file", text: "" }, mentions: {} },
      bytes,
    )
  },

  async accept(world, step) {
    const found = await one(
      world,
      step,
      (item) => visible(item) && item.file?.fileStatus.type === "rcvInvitation",
    )
    if (found === undefined) return
    const { fileId = 0 } = found.item.file ?? {}
    await world
      .person(step.who)
      .command(`/freceive ${fileId} approved_relays=on`, "rcvFileAccepted")
  },

  async edit(world, step) {
    const found = await one(world, step, ({ meta }) => meta.editable)
    if (found === undefined || found.item.file !== undefined || (await isObserver(world, step)))
      return
    const said = `edited ${step.b}`
    if (found.item.meta.itemText === said) return
    const update = `/_update item ${found.ref} ${found.id} json ${JSON.stringify(text(said))}`
    await world.person(step.who).command(update, "chatItemUpdated")
  },

  async delete(world, step) {
    const found = await one(world, step, visible)
    if (found === undefined) return
    const own = found.item.meta.deletable
    const mode = pick(
      own ? ["broadcast", "internal", "internalMark"] : ["internal", "internalMark"],
      step.b,
    )
    if (mode !== "broadcast") world.hidden.add(`${step.who} ${found.shared}`)
    await world
      .person(step.who)
      .command(`/_delete item ${found.ref} ${found.id} ${mode}`, "chatItemsDeleted")
  },

  async react(world, step) {
    const found = await one(world, step, visible)
    const emoji = pick(emojis, step.b)
    if (found === undefined) return
    const has = found.item.reactions.some(
      ({ reaction, userReacted }) => userReacted && "emoji" in reaction && reaction.emoji === emoji,
    )
    const reaction = JSON.stringify({ type: "emoji", emoji })
    await world
      .person(step.who)
      .command(
        `/_reaction ${found.ref} ${found.id} ${has ? "off" : "on"} ${reaction}`,
        "chatItemReaction",
      )
  },

  async moderate(world, step) {
    const found = await one(
      world,
      { ...step, who: "alice", room: "group" },
      (item) => visible(item) && item.chatDir.type === "groupRcv",
    )
    if (found === undefined) return
    await world.person("alice").command(`/_delete member item #1 ${found.id}`, "chatItemsDeleted")
  },

  async rename(world, { who, a }) {
    const { user } = await world.person(who).command("/u", "activeUser")
    const { profileId: _, localAlias: __, ...profile } = user.profile
    const displayName = `${who} ${a % 7}`
    if (profile.displayName === displayName) return
    const changed = JSON.stringify({ ...profile, displayName })
    await world.person(who).command(`/_profile 1 ${changed}`, "userProfileUpdated")
  },

  async describe(world, { a }) {
    const { groupProfile } = (await world.group("alice")) ?? {}
    const changed = { ...groupProfile, displayName: `team ${a % 5}`, fullName: `Team ${a % 3}` }
    await world
      .person("alice")
      .command(`/_group_profile #1 ${JSON.stringify(changed)}`, "groupUpdated")
  },

  async invite(world, { who, a }) {
    if (who === "alice") return
    const status = (await world.group(who))?.membership.memberStatus ?? ""
    if (current.has(status) || status === "invited") return
    const role = pick(["member", "moderator", "observer"], a)
    await world
      .person("alice")
      .command(`/_add #1 ${world.contact("alice", who)} ${role}`, "sentGroupInvitation")
  },

  async join(world, { who }) {
    const group = await world.group(who)
    if (group?.membership.memberStatus !== "invited") return
    world.joins(who)
    await world.person(who).command(`/_join #${group.groupId}`, "userAcceptedGroupSent")
  },

  /** A person is invited, and joins at once; others go on talking meanwhile. */
  async rejoin(world, step) {
    await actions.invite(world, step)
    world.quiet()
    await actions.join(world, step)
  },

  settle: (world) => world.settled(),

  leave: (world, { who }) =>
    apart(world, async () => {
      const ref = await world.ref(who, "group")
      if (who === "alice" || ref === undefined) return
      await world.person(who).command(`/_leave ${ref}`, "leftMemberUser")
    }),

  remove: (world, { who, a }) =>
    apart(world, async () => {
      const id = who === "alice" ? undefined : await memberId(world, who)
      if (id === undefined) return
      const messages = a % 2 === 0 ? "" : " messages=on"
      await world.person("alice").command(`/_remove #1 ${id}${messages}`, "userDeletedMembers")
    }),

  role: (world, { who, a }) =>
    apart(world, async () => {
      const id = who === "alice" ? undefined : await memberId(world, who)
      if (id === undefined) return
      const role = pick(["observer", "member", "moderator", "admin"], a)
      await world.person("alice").command(`/_member role #1 ${id} ${role}`, "membersRoleUser")
    }),

  block: (world, { who, a }) =>
    apart(world, async () => {
      const id = who === "alice" ? undefined : await memberId(world, who)
      if (id === undefined) return
      const blocked = a % 2 === 0 ? "on" : "off"
      const block = `/_block #1 ${id} blocked=${blocked}`
      await world.person("alice").command(block, "membersBlockedForAllUser")
    }),

  deliver(world, { a }) {
    for (let i = 0; i < a % 30; i++) world.network.deliver()
  },

  offline: (world, { who, a }) => world.network.faults.offline(who, a % 3 > 0),

  servers(world, { a }) {
    world.network.faults.serversDown = a % 3 === 0
  },

  kill: (world, { who }) => world.kill(who),

  wait: (world, { a }) => world.network.clock.advance(a),
} satisfies Record<string, Action>

const often: Partial<Record<Step["do"], number>> = {
  say: 8,
  deliver: 6,
  edit: 4,
  delete: 3,
  react: 4,
  quote: 3,
  file: 2,
  accept: 3,
  kill: 2,
  rejoin: 4,
}

const steps = fc.record({
  do: fc.oneof(
    ...(Object.keys(actions) as Step["do"][]).map((name) => ({
      weight: often[name] ?? 1,
      arbitrary: fc.constant(name),
    })),
  ),
  who: fc.constantFrom(...names),
  room: fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(...rooms) },
    fc.constant("group" as const),
  ),
  a: fc.nat(1000),
  b: fc.nat(100_000),
})

export const anySteps = fc.array(steps, { minLength: 5, maxLength: 60, size: "max" })

export async function take(world: World, step: Step): Promise<void> {
  await actions[step.do](world, step)
}
