import { chatRef } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import { isDeepStrictEqual } from "node:util"
import { chatKey } from "../messages/chat-key.ts"
import type { State } from "./state-file.ts"
import { crypto } from "../crypto.ts"

/** By what a database is recognized. */
interface Evidence {
  /** When the user was created: the time of the notes folder, which is created with it. */
  readonly created: string
  readonly address: string | undefined
  /** The network's own ids of some chats, which no other database has. */
  readonly chats: Readonly<Record<string, string>>
}

interface StoredIdentity extends Evidence {
  readonly id: string
}

/** How many chats a database is recognized by. */
const chatsKept = 20

/**
 * What distinguishes the bot's database from all others: ids of contacts and groups begin at 1 in each.
 * It stays the same when the bot changes its name or its address, and when an older copy of the
 * database is restored.
 */
export function identityOf(
  chats: readonly T.AChat[],
  { userId }: T.User,
  address: string | undefined,
  { notes, isDurable }: State,
): string {
  const evidence: Evidence = {
    created: `${userId} ${createdAt(chats)}`,
    address,
    chats: idsOf(chats),
  }
  if (!isDurable) {
    const hash = crypto()
      .createHash("sha256")
      .update(JSON.stringify([evidence.created, address ?? ""]))
    return hash.digest("hex").slice(0, 16)
  }
  const stored = notes.get("identity") as StoredIdentity | undefined
  const id = stored !== undefined && isSame(stored, evidence) ? stored.id : crypto().randomUUID()
  const identity = { id, ...evidence }
  if (!isDeepStrictEqual(stored, identity)) notes.set("identity", identity)
  return id
}

function isSame(stored: Evidence, found: Evidence): boolean {
  if (stored.created !== found.created) return false
  const known = Object.entries(stored.chats)
  if (known.some(([chat, id]) => found.chats[chat] === id)) return true
  return stored.address === undefined || stored.address === found.address
}

const createdAt = (chats: readonly T.AChat[]): string => {
  const notes = chats.find(({ chatInfo }) => chatInfo.type === "local")?.chatInfo
  return notes?.type === "local" ? notes.noteFolder.createdAt : ""
}

function idsOf(chats: readonly T.AChat[]): Record<string, string> {
  const ids: Record<string, string> = {}
  for (const { chatInfo } of chats) {
    const id = networkId(chatInfo)
    if (id === undefined) continue
    ids[chatKey(chatRef(chatInfo)) ?? ""] = id
    if (Object.keys(ids).length === chatsKept) break
  }
  return ids
}

/** The id that the network gives to a connection or a membership. */
function networkId(chat: T.ChatInfo): string | undefined {
  if (chat.type === "direct") return chat.contact.activeConn?.agentConnId
  return chat.type === "group" ? chat.groupInfo.membership.memberId : undefined
}
