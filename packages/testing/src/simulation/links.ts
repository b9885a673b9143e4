import { InvalidArgumentError } from "@simplex-chat/core"
import type { T } from "@simplex-chat/types"
import { failed } from "./failure.ts"
import type { Random } from "./random.ts"

export type LinkKind = "contact" | "invitation" | "group" | "channel" | "relay"

/** What the link of a channel shows beside its profile: how to join, and whom to believe. */
export interface ChannelLinkData {
  readonly publicGroupId: string
  readonly rootPubKey: string
  readonly owners: readonly { readonly memberId: string; readonly pubKey: string }[]
  /** The links at which one joins, one for each relay. */
  readonly relays: readonly string[]
}

/** What the link of a relay in a channel shows: which member it is there. */
export interface RelayMemberData {
  readonly memberId: string
  readonly pubKey: string
  readonly profile: T.Profile
}

/** A link, with the data that its server shows to those who look it up. */
export interface LinkEntry {
  readonly kind: LinkKind
  readonly link: T.CreatedConnLink
  /** The queue that it leads to. */
  readonly queue: string
  /** As it looks to those who look it up: with a key for quantum resistance that the owner adds. */
  readonly resolved?: T.CreatedConnLink
  /** As an answer names it, where that is in another way. */
  readonly shown?: T.CreatedConnLink
  contact?: T.ContactShortLinkData
  group?: T.GroupShortLinkData
  channel?: ChannelLinkData
  /** For the address of a relay: its name. */
  relay?: T.RelayProfile
  relayMember?: RelayMemberData
}

/** A link's text, taken apart. */
export interface ParsedLink {
  readonly key: string
  readonly server: Server
}

export interface Server {
  readonly key: string
  readonly host: string
  readonly port?: string
}

/**
 * Reads `smp://key@host:port`.
 *
 * @throws {InvalidArgumentError} when it is no address of a server
 */
export function parseServer(text: string): Server {
  const match = /^(?:smp|xftp):\/\/([^@]*)@([^:/]+)(?::(\d+))?$/.exec(text)
  const [, key = "", host, port] = match ?? []
  if (host === undefined) throw new InvalidArgumentError("server", "must be smp://KEY@HOST:PORT")
  return { key, host, ...(port !== undefined && { port }) }
}

export function serverText({ key, host, port }: Server): string {
  return `smp://${key}@${host}${port === undefined ? "" : `:${port}`}`
}

/** All links of a network. */
export class Links {
  readonly #entries = new Map<string, LinkEntry>()
  readonly #removed = new Set<string>()

  add(entry: LinkEntry): LinkEntry {
    for (const text of [entry.link.connFullLink, entry.link.connShortLink]) {
      if (text !== undefined) this.#entries.set(parseLink(text).key, entry)
    }
    return entry
  }

  /** Removes a link, in each of its forms. */
  remove(link: T.CreatedConnLink): void {
    const known = this.find(parseLink(link.connFullLink))?.link
    for (const text of [link.connFullLink, link.connShortLink ?? known?.connShortLink]) {
      if (text !== undefined) this.#entries.delete(parseLink(text).key)
    }
    this.#removed.add(parseLink(link.connFullLink).key)
  }

  /** Whether a link was there and is no more. */
  wasRemoved(link: T.CreatedConnLink): boolean {
    return this.#removed.has(parseLink(link.connFullLink).key)
  }

  find(link: ParsedLink): LinkEntry | undefined {
    return this.#entries.get(link.key)
  }
}

/**
 * Takes a link apart: `simplex:/a#...`, `https://host/i#...`, `simplex:/contact#/?...`. A slash may
 * come before the `#`.
 */
export function parseLink(text: string): ParsedLink {
  const short = /^(?:simplex:|https:\/\/([^/]+))\/([aigcr])\/?#([^?]+)(?:\?(.*))?$/.exec(text)
  if (short !== null) {
    const query = new URLSearchParams(short[4] ?? "")
    const host = query.get("h") ?? short[1]
    const port = query.get("p")
    const key = query.get("c")
    if (host === undefined || (key !== null && !isFingerprint(key)))
      throw failed({ type: "invalidConnReq" })
    const server = { key: key === null ? "" : `${key}=`, host, ...(port !== null && { port }) }
    return { key: `${short[2]}#${short[3]}`, server }
  }
  const full = /^(?:simplex:|https:\/\/simplex\.chat)\/(contact|invitation)\/?#\/\?(.*)$/.exec(text)
  const queue = new URLSearchParams(full?.[2] ?? "").get("smp")
  const [, server, id] = /^(smp:\/\/[^/]*)\/([^#/]+)/.exec(queue ?? "") ?? []
  // The key of the queue is 44 bytes in DER; a link that was cut lacks some of it (p-links 836).
  if (server === undefined || !/[?&]dh=[\w-]{59}(?:=|%3D)/.test(queue ?? ""))
    throw failed({ type: "invalidConnReq" })
  return { key: `queue ${id}`, server: parseServer(server) }
}

/** The digest of a server's certificate, in base64 without padding. */
const isFingerprint = (key: string) => /^[\w-]{43}$/.test(key)

/** The link with the key that its server holds for its user. */
export function withKey(link: T.CreatedConnLink, random: Random): T.CreatedConnLink {
  return { ...link, connFullLink: `${link.connFullLink}%26kem_key%3D${random.url(32)}` }
}

/** Makes a new link of the form that the core gives them. */
export function makeLink(
  kind: LinkKind,
  serverAt: Server,
  random: Random,
  groupLinkId?: string,
): T.CreatedConnLink {
  const { key, host, port } = serverAt
  const where = `${port === undefined ? "" : `p=${port}&`}c=${key.replace(/=$/, "")}`
  const letter = { contact: "a", invitation: "i", group: "g", channel: "c", relay: "r" }[kind]
  const id = kind === "invitation" ? `${random.url(24)}/${random.url(32)}` : random.url(32)
  const once = kind === "invitation"
  const dh = encodeURIComponent(`${random.url(44)}=`)
  const queue = `${serverText(serverAt)}/${random.url(24)}#/?v=1-4&dh=${dh}&q=${once ? "m&k=s" : "c"}`
  const ratchet = `&e2e=v%3D2-3%26x3dh%3D${random.url(66)}%3D%2C${random.url(66)}%3D`
  const group = groupLinkId === undefined ? undefined : JSON.stringify({ groupLinkId })
  return {
    connFullLink:
      `simplex:/${once ? "invitation" : "contact"}#/?v=2-7&smp=${encodeURIComponent(queue)}` +
      (once ? ratchet : "") +
      (group === undefined ? "" : `&data=${encodeURIComponent(group)}`),
    connShortLink: `https://${host}/${letter}#${id}?${where}`,
  }
}
