import type { ChatApi } from "@simplex-chat/api"
import { checkOptions } from "../checks.ts"
import { BotError, ConfigurationError } from "../errors.ts"
import { type ChatKey, chatOfKey } from "../messages/chat-key.ts"
import { KeyedMutex } from "../scheduling/keyed-mutex.ts"
import { jsonOf, type Storage } from "./storage.ts"

export interface CustomDataOptions {
  /** The property of the custom data under which all is kept; `simplexBot` when absent. */
  readonly property?: string | undefined
}

type Properties = Readonly<Record<string, unknown>>

/** What keeps custom data needs of a bot. */
interface BotWithData {
  readonly api: Pick<
    ChatApi,
    | "apiGetActiveUser"
    | "apiGetChat"
    | "apiListContacts"
    | "apiListGroups"
    | "apiSetContactCustomData"
    | "apiSetGroupCustomData"
  >
}

/** What is kept with one bot. */
interface Kept {
  /** A write replaces the custom data as a whole, whatever the property. */
  readonly mutex: KeyedMutex
  readonly storages: Map<string, Storage>
}

const keptOf = new WeakMap<BotWithData, Kept>()

/**
 * Keeps sessions with the contact or the group to which they belong, as the custom data of the
 * core: they are in its database, in its backups, and gone with the contact or the group. What
 * belongs to a member is kept with the group. Other properties of the custom data stay as they are.
 *
 * Each write reads and writes all that is kept with the contact or the group: for large groups with
 * a session for each member, take `sqliteStorage`.
 *
 * ```ts
 * const counts = new Sessions({ initial: () => ({ count: 0 }), storage: customDataStorage(bot) })
 * ```
 *
 * @param bot must have started before anything is read
 * @returns the same storage each time for one bot and property
 * @throws {ConfigurationError} when `property` is empty
 */
export function customDataStorage(bot: BotWithData, options: CustomDataOptions = {}): Storage {
  if (typeof bot !== "object" || (bot as object | null) === null)
    throw new ConfigurationError("customDataStorage", "takes the bot: customDataStorage(bot)")
  checkOptions(options, { property: "name" })
  const { property = "simplexBot" } = options
  const kept = keptOf.get(bot) ?? { mutex: new KeyedMutex(), storages: new Map<string, Storage>() }
  keptOf.set(bot, kept)
  const storage = kept.storages.get(property) ?? makeStorage(bot, property, kept.mutex)
  kept.storages.set(property, storage)
  return storage
}

function makeStorage(bot: BotWithData, property: string, mutex: KeyedMutex): Storage {
  const change = (key: string, edit: (own: Record<string, unknown>) => void): Promise<void> => {
    const owner = ownerOf(key)
    return mutex.run(owner, async () => {
      const all = await read(bot.api, owner)
      const own = { ...propertiesOf(all[property]) }
      edit(own)
      const { [property]: _, ...others } = all
      await write(bot.api, owner, isEmpty(own) ? others : { ...others, [property]: own })
    })
  }

  return {
    inDatabase: true,
    get: async (key) => propertiesOf((await read(bot.api, ownerOf(key)))[property])[key],
    set: (key, value) =>
      change(key, (own) => {
        if (jsonOf(value) === undefined) delete own[key]
        else own[key] = value
      }),
    delete: (key) => change(key, (own) => void delete own[key]),
    keys: async (prefix = "") => {
      const all = (await everyCustomData(bot.api)).flatMap((data) =>
        Object.keys(propertiesOf(propertiesOf(data)[property])),
      )
      return all.filter((key) => key.startsWith(prefix))
    },
  }
}

async function everyCustomData(api: BotWithData["api"]): Promise<unknown[]> {
  const user = await api.apiGetActiveUser()
  if (user === undefined) return []
  const contacts = await api.apiListContacts(user.userId)
  const groups = await api.apiListGroups(user.userId)
  return [...contacts, ...groups].map(({ customData }) => customData)
}

/** The contact or group of a key such as `session/direct:4` or `session/group:1:member:7`. */
function ownerOf(key: string): ChatKey {
  const owner = /\/((?:direct|group):\d+)(?::[^/]*)?$/.exec(key)?.[1]
  if (owner !== undefined) return owner
  throw new BotError(
    "custom data is kept with contacts and groups only: take sqliteStorage for what belongs to the bot itself",
  )
}

async function read(api: Pick<ChatApi, "apiGetChat">, owner: ChatKey): Promise<Properties> {
  const { chatInfo } = await api.apiGetChat(chatOfKey(owner), { type: "last", count: 1 })
  if (chatInfo.type === "direct") return propertiesOf(chatInfo.contact.customData)
  return chatInfo.type === "group" ? propertiesOf(chatInfo.groupInfo.customData) : {}
}

async function write(
  api: Pick<ChatApi, "apiSetContactCustomData" | "apiSetGroupCustomData">,
  owner: ChatKey,
  all: Properties,
): Promise<void> {
  const { chatType, chatId } = chatOfKey(owner)
  const customData = isEmpty(all) ? undefined : all
  if (chatType === "direct") await api.apiSetContactCustomData(chatId, customData)
  else await api.apiSetGroupCustomData(chatId, customData)
}

const propertiesOf = (value: unknown): Properties =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Properties) : {}

const isEmpty = (properties: Properties): boolean => Object.keys(properties).length === 0
