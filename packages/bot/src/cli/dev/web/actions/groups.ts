import type { Action } from "@simplex-chat/playground/protocol"
import { answered } from "../world/core-answer.ts"
import type { World } from "../world/world.ts"
import { ActionError } from "./action-error.ts"

type Of<Type extends Action["type"]> = Extract<Action, { type: Type }>

/** The id of the first relay that a user adds: each core begins with three of its own. */
const firstRelay = 4

/**
 * Creates a group or a channel.
 *
 * @throws {ActionError} when the core refuses
 */
export async function createGroup(
  world: World,
  { person, name, kind }: Of<"createGroup">,
): Promise<void> {
  const profile = JSON.stringify({ displayName: name, fullName: "" })
  if (kind === "channel") {
    await world.command(person, `/relays name=relay ${await world.network.relay()}`)
    await world.command(person, `/_public group 1 ${firstRelay} ${profile}`)
  } else await world.command(person, `/_group 1 ${profile}`)
  world.refresh(person)
}

/** The link of a group, made when there is none. */
async function groupLink(world: World, person: string, chat: string): Promise<string> {
  const { core } = world.person(person)
  const found = await linkOf(world, person, chat)
  if (found !== undefined) return found
  const made = await answered(core, `/_create link ${chat} member`, "groupLinkCreated")
  const { connShortLink, connFullLink } = made.groupLink.connLinkContact
  return connShortLink ?? connFullLink
}

/** Undefined when the group has no link, or the person may not see it. */
export async function linkOf(
  world: World,
  person: string,
  chat: string,
): Promise<string | undefined> {
  try {
    const { groupLink } = await answered(world.reader(person), `/_get link ${chat}`, "groupLink")
    return groupLink.connLinkContact.connShortLink ?? groupLink.connLinkContact.connFullLink
  } catch (error) {
    if (error instanceof ActionError) return undefined
    throw error
  }
}

export async function bringIn(world: World, { person, chat, other }: Of<"bringIn">): Promise<void> {
  const link = await groupLink(world, person, chat)
  await world.command(other, `/connect ${link}`)
}

/**
 * In a direct chat it is a preference of the person, in a group one of the group.
 *
 * @throws {ActionError} when there is no such chat, or the core refuses
 */
export async function disappear(
  world: World,
  { person, chat, seconds }: Of<"disappear">,
): Promise<void> {
  const info = world.view(person).find(chat)?.info
  if (info?.type === "direct") {
    const timedMessages = seconds === null ? { allow: "yes" } : { allow: "yes", ttl: seconds }
    await world.command(person, `/_set prefs ${chat} ${JSON.stringify({ timedMessages })}`)
  } else if (info?.type === "group") {
    const { groupProfile } = info.groupInfo
    const timedMessages = seconds === null ? { enable: "off" } : { enable: "on", ttl: seconds }
    const groupPreferences = { ...groupProfile.groupPreferences, timedMessages }
    const profile = JSON.stringify({ ...groupProfile, groupPreferences })
    await world.command(person, `/_group_profile ${chat} ${profile}`)
  } else throw new ActionError("there is no such chat")
  world.refresh(person)
}
