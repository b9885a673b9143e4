import type { Chat, ChatRef, RecordRow, ServerMessage, State } from "../../protocol/index.ts"

/** What the page knows of the playground. */
export interface Model {
  readonly state: State
  /** By person, then by chat; the chat with the newest message first. */
  readonly chats: Readonly<Record<string, readonly Chat[]>>
  readonly records: readonly RecordRow[]
}

/** How many lines of the log the page keeps. */
const keptRecords = 2000

/** What is known after a message of the server; undefined until it has sent all there is. */
export function reduce(model: Model | undefined, message: ServerMessage): Model | undefined {
  if (message.type === "all") {
    const { state, chats, records } = message
    return { state, chats, records }
  }
  if (model === undefined) return undefined
  switch (message.type) {
    case "state": {
      const state = { ...model.state, ...message.changes }
      return { ...model, state, chats: onlyOf(state, model.chats) }
    }
    case "records":
      return { ...model, records: joined(model.records, message.records) }
    case "chat":
      return withChats(model, message.person, (chats) => {
        const before = chats.find(({ ref }) => ref === message.ref)
        const chat = changed(before, message)
        return [chat, ...chats.filter((one) => one !== before)]
      })
    case "chatGone":
      return withChats(model, message.person, (chats) => without(chats, message.ref))
  }
}

/** A record that comes again replaces the one before: a run that has ended. */
function joined(records: readonly RecordRow[], more: readonly RecordRow[]): RecordRow[] {
  const changed = more.filter(({ id }) => id <= (records.at(-1)?.id ?? 0))
  const kept = records.map((row) => changed.find(({ id }) => id === row.id) ?? row)
  return [...kept, ...more.filter((row) => !changed.includes(row))].slice(-keptRecords)
}

function changed(
  before: Chat | undefined,
  { ref, info, unread, ids, items }: Extract<ServerMessage, { type: "chat" }>,
): Chat {
  const known = new Map(before?.items.map((item) => [item.meta.itemId, item]))
  for (const item of items) known.set(item.meta.itemId, item)
  return { ref, info, unread, items: ids.flatMap((id) => known.get(id) ?? []) }
}

function withChats(
  model: Model,
  person: string,
  change: (chats: readonly Chat[]) => readonly Chat[],
): Model {
  return { ...model, chats: { ...model.chats, [person]: change(model.chats[person] ?? []) } }
}

const without = (chats: readonly Chat[], ref: ChatRef): Chat[] =>
  chats.filter((chat) => chat.ref !== ref)

/** The chats of those who are still there. */
function onlyOf({ people }: State, chats: Model["chats"]): Model["chats"] {
  const entries = Object.entries(chats)
  const left = entries.filter(([id]) => people.some((person) => person.id === id))
  return left.length === entries.length ? chats : Object.fromEntries(left)
}
