import type { Chat } from "../chat/chat.ts"
import { failed, Failure, notStored } from "../simulation/failure.ts"
import type { Handlers } from "./handlers.ts"

/**
 * Encrypting and deleting what a core keeps. Afterwards it has to be opened anew (r-errors 1428 to 1441);
 * this network then opens it whatever its key.
 */
export const databaseCommands = {
  APIStorageEncryption(chat, { encryptionConfig: { currentKey, newKey } }) {
    checkStopped(chat)
    const { storage } = chat
    if (storage.key === "" && currentKey !== "") throw refused("errorPlaintext")
    if (storage.key !== "" && currentKey === "") throw refused("errorEncrypted")
    if (storage.key !== currentKey)
      throw new Failure({
        type: "errorDatabase",
        databaseError: { type: "errorOpen", sqliteError: { type: "errorNotADatabase" } },
      })
    chat.storage = { key: newKey, changed: true }
    return { type: "cmdOk" }
  },

  APIDeleteStorage(chat) {
    checkStopped(chat)
    chat.storage.changed = true
    chat.state.forget()
    return { type: "cmdOk" }
  },
} satisfies Partial<Handlers>

function checkStopped(chat: Chat): void {
  if (chat.running) throw failed({ type: "chatNotStopped" })
}

function refused(type: "errorPlaintext" | "errorEncrypted"): Failure {
  return new Failure({ type: "errorDatabase", databaseError: { type } })
}

/** What reads the database although the chat is stopped. */
const readers: ReadonlySet<string> = new Set([
  "ListUsers",
  "CreateActiveUser",
  "ShowVersion",
  "APIShowMyAddress",
  "APIGetChats",
])

/** A database that was encrypted or deleted is closed: nothing can be read from it (r-errors 1431). */
export function checkStorage({ storage }: Chat, command: string): void {
  if (!storage.changed) return
  if (command === "StartChat") throw failed({ type: "chatStoreChanged" })
  if (!readers.has(command)) return
  const message =
    'SQLite3 returned ErrorMisuse while attempting to perform prepare "BEGIN IMMEDIATE TRANSACTION": bad parameter or other API misuse'
  throw notStored({ type: "dBException", message })
}
