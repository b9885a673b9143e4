import type { Chat } from "../people/driven/chat.ts"
import type { GroupChat } from "../people/driven/group-chat.ts"
import type { DrivenPerson } from "../people/driven/driven-person.ts"
import type { World } from "../worlds/world.ts"

/** Two people who can write to each other. */
export interface Friends {
  readonly alice: DrivenPerson
  readonly bob: DrivenPerson
  /** The chat with bob, as alice sees it. */
  readonly toBob: Chat
  readonly toAlice: Chat
}

/** bob connects to alice's address. */
export async function friends(world: World): Promise<Friends> {
  const [alice, bob] = [await world.person("alice"), await world.person("bob")]
  return { alice, bob, ...(await connect(alice, bob)) }
}

/** Connects two people, by the address of the first. */
export async function connect(
  alice: DrivenPerson,
  bob: DrivenPerson,
): Promise<{ readonly toBob: Chat; readonly toAlice: Chat }> {
  await bob.open(await alice.address())
  const [toBob, toAlice] = [await alice.friend(bob.name), await bob.friend(alice.name)]
  return { toBob, toAlice }
}

/** A group of alice, with bob and carol as members; all three know each other. */
export interface Team extends Friends {
  readonly carol: DrivenPerson
  readonly atAlice: GroupChat
  readonly atBob: GroupChat
  readonly atCarol: GroupChat
}

/** alice makes a group and invites bob and carol. */
export async function team(world: World, role: "member" | "admin" = "member"): Promise<Team> {
  const pair = await friends(world)
  const { alice, bob } = pair
  const carol = await world.person("carol")
  const { toBob: toCarol } = await connect(alice, carol)
  const atAlice = await alice.group("team")
  await alice.api.apiAddMember(atAlice.target.chatId, pair.toBob.target.chatId, role)
  const atBob = await bob.joins("team")
  await alice.hears("joinedGroupMember", ({ member }) => member.memberProfile.displayName === "bob")
  await alice.api.apiAddMember(atAlice.target.chatId, toCarol.target.chatId, role)
  const atCarol = await carol.joins("team")
  await alice.hears(
    "joinedGroupMember",
    ({ member }) => member.memberProfile.displayName === "carol",
  )
  await bob.hears("connectedToGroupMember", ({ member }) => {
    return member.memberProfile.displayName === "carol"
  })
  await carol.hears("connectedToGroupMember", ({ member }) => {
    return member.memberProfile.displayName === "bob"
  })
  return { ...pair, carol, atAlice, atBob, atCarol }
}
