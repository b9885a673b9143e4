import type { Action } from "@simplex-chat/playground/protocol"

/** How a step is called in the list of steps; undefined for what is not worth a line there. */
export function describe(action: Action): string | undefined {
  switch (action.type) {
    case "say":
      return `${action.live === true ? "types" : "says"} ${short(action.text)}`
    case "edit":
      return action.live === true ? undefined : `edits: ${short(action.text)}`
    case "delete":
      return action.mode === "internal" ? "deletes a message here" : "deletes a message"
    case "react":
      return action.add ? `reacts ${action.emoji}` : `takes ${action.emoji} back`
    case "forward":
      return "forwards a message"
    case "report":
      return `reports a message (${action.reason})`
    case "sendFile":
      return `sends ${action.kind === "voice" ? "a voice message" : action.name}`
    case "receiveFile":
      return "receives a file"
    case "disappear":
      return action.seconds === null
        ? "keeps messages"
        : `lets messages disappear after ${action.seconds} s`
    case "read":
      return undefined
    case "addPerson":
      return `${action.name} is added`
    case "removePerson":
      return "is removed"
    case "rename":
      return `changes the name to ${action.name}`
    case "offline":
      return action.offline ? "goes offline" : "is online again"
    case "connect":
      return `connects to ${action.to.includes(":") ? "a link" : action.to}`
    case "createGroup":
      return `creates the ${action.kind} ${action.name}`
    case "invite":
      return "invites a contact"
    case "bringIn":
      return `brings ${action.other} into the group`
    case "join":
      return "joins a group"
    case "leave":
      return "leaves a group"
    case "setRole":
      return `makes a member ${action.role}`
    case "block":
      return action.blocked ? "blocks a member" : "unblocks a member"
    case "removeMember":
      return "removes a member"
    case "command":
      return /^\S+/.exec(action.text)?.[0]
    case "pause":
      return action.paused ? "deliveries are paused" : "deliveries go on"
    case "deliver":
      return "one delivery"
    case "runClock":
      return action.running ? "the clock runs" : "the clock stops"
    case "advance":
      return `the clock moves on by ${action.ms / 1000} s`
    case "faults":
      return `faults: ${Object.keys(action.faults).join(", ")}`
    case "bot":
      return {
        start: "the bot starts",
        stop: "the bot stops",
        kill: "the bot is killed",
        restart: "the bot restarts",
      }[action.do]
    case "goTo":
    case "restart":
      return undefined
  }
}

/** The person whose step it is. */
export const personOf = (action: Action): string | undefined =>
  "person" in action ? action.person : undefined

function short(text: string): string {
  const line = text.split("\n", 1)[0] ?? ""
  return JSON.stringify(line.length > 40 ? `${line.slice(0, 39)}…` : line)
}
