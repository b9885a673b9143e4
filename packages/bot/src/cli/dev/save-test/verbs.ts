import type { Action } from "@simplex-chat/playground/protocol"
import type { Done } from "./story.ts"

/** A JavaScript literal. */
export const literal = (value: unknown): string => JSON.stringify(value)

/** A message in a test, by its text: the last one that the person sees. */
const lineOf = (person: string, text: string | undefined): string =>
  `${person}.line(${literal(text ?? "")})`

/** The last argument of what is said, with a comma; empty when there is nothing to say. */
function optionsOf(options: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(options).filter(([, value]) => value !== undefined)
  if (given.length === 0) return ""
  return `, { ${given.map(([key, value]) => `${key}: ${value}`).join(", ")} }`
}

/**
 * What a person does, as calls of the test kit; undefined for what only raw commands can do.
 *
 * @param name the variable of the person
 */
export function verbOf(done: Done, name: string): string | undefined {
  const { action, about } = done
  const line = lineOf(name, about)
  switch (action.type) {
    case "say": {
      const mentioned = Object.keys(action.mentions ?? {})
      const options = optionsOf({
        replyTo: action.quote === undefined ? undefined : line,
        mentions: mentioned.length === 0 ? undefined : literal(mentioned),
        live: action.live === true ? "true" : undefined,
      })
      return `await ${name}.say(${literal(action.text)}${options})`
    }
    case "edit": {
      const options = optionsOf({ live: action.live === true ? "true" : undefined })
      return `await ${name}.edit(${literal(action.text)}, ${line}${options})`
    }
    case "delete":
      if (action.mode === "moderate") return `await ${name}.moderate(${line})`
      return `await ${name}.delete(${line}${action.mode === "broadcast" ? "" : `, ${literal(action.mode)}`})`
    case "react":
      return `await ${name}.react(${literal(action.emoji)}, ${line}${action.add ? "" : ", false"})`
    case "forward":
      return `await ${name}.forward(${line}, ${literal(action.to)})`
    case "report":
      return `await ${name}.report(${literal(action.reason)}, ${literal(action.text)}, ${line})`
    case "sendFile":
      return fileVerb(action, name, done)
    case "disappear":
      return `await ${name}.disappear(${action.seconds})`
    case "invite":
      return withName(done, (other) => `await ${name}.invite(${other})`)
    case "join":
      return withName(done, (group) => `await ${name}.accept(${group})`)
    case "setRole":
      return withName(done, (member) => `await ${name}.setRole(${member}, ${literal(action.role)})`)
    case "block":
      return withName(done, (member) => `await ${name}.block(${member}, ${action.blocked})`)
    case "removeMember":
      return withName(done, (member) => `await ${name}.remove(${member})`)
    case "rename":
      return `await ${name}.setName(${literal(action.name)})`
    case "offline":
      return `await ${name}.offline(${action.offline})`
    case "leave":
      return `await ${name}.leave()`
    case "createGroup":
      return action.kind === "group"
        ? `await ${name}.createGroup(${literal(action.name)})`
        : `await ${name}.createChannel(${literal(action.name)})`
    default:
      return undefined
  }
}

/** Undefined when the name of whom it is about is unknown. */
const withName = ({ name }: Done, verb: (name: string) => string): string | undefined =>
  name === undefined ? undefined : verb(literal(name))

/** Larger files are filled with zeros, so that the test can be read. */
const shownBytes = 4096

function fileVerb(
  { kind, name: file, text, seconds = 1, quote }: Extract<Action, { type: "sendFile" }>,
  name: string,
  { about, bytes }: Done,
): string {
  const content =
    bytes !== undefined && bytes.length <= shownBytes
      ? `Buffer.from(${literal(Buffer.from(bytes).toString("base64"))}, "base64")`
      : `Buffer.alloc(${bytes?.length ?? 1})`
  const options = { replyTo: quote === undefined ? undefined : lineOf(name, about) }
  const given = `path.join(folder, ${literal(file)}), ${content}`
  if (kind === "voice" || kind === "video") {
    const verb = kind === "voice" ? "sendVoice" : "sendVideo"
    const caption = { text: text === "" ? undefined : literal(text), ...options }
    return `await ${name}.${verb}(${given}, ${seconds}${optionsOf(caption)})`
  }
  const verb = kind === "image" ? "sendImage" : "sendFile"
  const last = optionsOf(options)
  const said = text === "" && last === "" ? "" : `, ${literal(text)}`
  return `await ${name}.${verb}(${given}${said}${last})`
}

/** What is done to the network, as calls of the test kit; a comment for what a test cannot do. */
export function networkVerb(action: Action): string | undefined {
  switch (action.type) {
    case "advance":
      return `clock.advance(${action.ms})\nawait network.idle()`
    case "faults": {
      const { serversDown, botOffline, killInReply, ...shares } = action.faults
      return [
        ...(Object.keys(shares).length > 0 ? [`network.faults.set(${literal(shares)})`] : []),
        ...(serversDown === undefined ? [] : [`network.faults.serversDown = ${serversDown}`]),
        ...(botOffline === undefined ? [] : [`network.faults.offline("bot", ${botOffline})`]),
        ...(killInReply === true ? ["// Here the bot was killed in its next message."] : []),
        "await network.idle()",
      ].join("\n")
    }
    case "bot":
      return `// Here: ${action.do} the bot. A test keeps it running.`
    default:
      return undefined
  }
}
