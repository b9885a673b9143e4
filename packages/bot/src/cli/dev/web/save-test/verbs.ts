import type { Action } from "@simplex-chat/playground/protocol"
import type { Done } from "./story.ts"

/** A JavaScript literal. */
export const literal = (value: unknown): string => JSON.stringify(value)

/** A message in a test, by its text: the last one that the person sees. */
const lineOf = (person: string, text: string | undefined): string =>
  `${person}.transcript().findLast((line) => line.text === ${literal(text ?? "")})`

/**
 * What a person does, as calls of the test kit; undefined for what only raw commands can do.
 *
 * @param name the variable of the person
 */
export function verbOf({ action, about, bytes }: Done, name: string): string | undefined {
  switch (action.type) {
    case "say":
      if (Object.keys(action.mentions ?? {}).length > 0) return undefined
      return action.quote === undefined
        ? `await ${name}.say(${literal(action.text)})`
        : `await ${name}.say(${literal(action.text)}, { replyTo: ${lineOf(name, about)} })`
    case "edit":
      return `await ${name}.edit(${literal(action.text)}, ${lineOf(name, about)})`
    case "delete":
      return action.mode === "moderate"
        ? undefined
        : `await ${name}.delete(${lineOf(name, about)}, ${literal(action.mode)})`
    case "react": {
      const line = lineOf(name, about)
      return `await ${name}.react(${literal(action.emoji)}, ${line}, ${action.add})`
    }
    case "sendFile":
      return fileVerb(action, name, bytes)
    case "rename":
      return `await ${name}.setName(${literal(action.name)})`
    case "offline":
      return `await ${name}.offline(${action.offline})`
    case "leave":
      return `await ${name}.leave()`
    case "createGroup":
      return action.kind === "group"
        ? `await ${name}.createGroup(${literal(action.name)})`
        : undefined
    default:
      return undefined
  }
}

/** Larger files are filled with zeros, so that the test can be read. */
const shownBytes = 4096

function fileVerb(
  { kind, name: file, text, seconds = 1 }: Extract<Action, { type: "sendFile" }>,
  name: string,
  bytes: Uint8Array | undefined,
): string | undefined {
  const content =
    bytes !== undefined && bytes.length <= shownBytes
      ? `Buffer.from(${literal(Buffer.from(bytes).toString("base64"))}, "base64")`
      : `Buffer.alloc(${bytes?.length ?? 1})`
  const path = `path.join(folder, ${literal(file)})`
  switch (kind) {
    case "image":
      return `await ${name}.sendImage(${path}, ${content}, ${literal(text)})`
    case "voice":
      return `await ${name}.sendVoice(${path}, ${content}, ${seconds})`
    case "file":
      return `await ${name}.sendFile(${path}, ${content}, ${literal(text)})`
    case "video":
      return undefined
  }
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
