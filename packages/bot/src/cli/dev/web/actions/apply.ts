import type { Action, BotAction } from "@simplex-chat/playground/protocol"
import { botCore } from "../../session.ts"
import type { World } from "../world/world.ts"
import { ActionError } from "./action-error.ts"
import { commandFor } from "./commands.ts"
import { bringIn, createGroup, disappear } from "./groups.ts"
import { sendFile } from "./send-file.ts"

/**
 * Does an action in a world. What it causes goes on afterwards.
 *
 * @param uploads the folder of what was uploaded
 * @throws {ActionError} when it cannot be done; nothing was changed then
 */
export async function apply(world: World, action: Action, uploads: string): Promise<void> {
  switch (action.type) {
    case "addPerson":
      await world.addPerson(action.name)
      return
    case "removePerson":
      return world.removePerson(action.person)
    case "rename":
      return world.rename(action.person, action.name)
    case "offline":
      return world.setOffline(action.person, action.offline)
    case "connect":
      await world.command(action.person, `/connect ${await linkTo(world, action.to)}`)
      return
    case "sendFile":
      return sendFile(world, asOwner(world, action), uploads)
    case "createGroup":
      return createGroup(world, action)
    case "bringIn":
      return bringIn(world, action)
    case "disappear":
      return disappear(world, action)
    case "pause":
      world.pump.pause(action.paused)
      return
    case "deliver":
      return world.step(action.id)
    case "runClock":
      world.clock.run(action.running)
      return world.showTime()
    case "advance":
      return world.clock.advance(action.ms)
    case "faults":
      return world.setFaults(action.faults)
    case "bot":
      return drive(world, action.do)
    case "goTo":
    case "restart":
      throw new ActionError(`${action.type} is for the run as a whole`)
    default: {
      const text = commandFor(asOwner(world, action))
      if (text === undefined) throw new ActionError("there is no such action")
      await world.command(action.person, text)
      world.refresh(action.person)
    }
  }
}

/** In a channel, its owner writes as the channel. */
function asOwner<Of extends Action>(world: World, action: Of): Of {
  if (action.type !== "say" && action.type !== "sendFile") return action
  const info = world.view(action.person).find(action.chat)?.info
  const isOwner =
    info?.type === "group" &&
    info.groupInfo.useRelays &&
    info.groupInfo.membership.memberRole === "owner"
  return isOwner ? { ...action, chat: `${action.chat}(as_group=on)` } : action
}

async function drive({ session }: World, what: BotAction): Promise<void> {
  switch (what) {
    case "start":
      return session.startBot()
    case "stop":
      return session.stopBot()
    case "kill":
      return session.killBot()
    case "restart":
      return session.restartBot()
  }
}

/** A link to the bot, to a person, or the link that is given. */
async function linkTo(world: World, to: string): Promise<string> {
  if (to === botCore) {
    const { bot } = world.session
    const address = bot.type === "running" ? bot.address : undefined
    if (address === undefined) throw new ActionError("the bot does not run, or has no address")
    return address
  }
  if (world.ids.includes(to)) return world.person(to).address()
  if (/^(simplex:|https:\/\/)/.test(to)) return to
  throw new ActionError(`${to} is neither a person nor a link`)
}
