import { unknown } from "./lift.ts"
import type { Json } from "./recording.ts"

/** A place where what the network sent is not what was recorded. */
export interface Difference {
  readonly path: string
  readonly recorded: string
  readonly sent: string
}

/** Which of the network's ids, links and keys corresponds to which recorded one. */
export class Names {
  readonly #sent = new Map<string, string>()
  readonly #recorded = new Map<string, string>()

  /** Whether these two correspond to each other, everywhere. */
  match(recorded: string, sent: string): boolean {
    const known = this.#sent.get(recorded)
    const other = this.#recorded.get(sent)
    if (known === undefined && other === undefined) {
      this.#sent.set(recorded, sent)
      this.#recorded.set(sent, recorded)
      this.#matchKeys(recorded, sent)
      return true
    }
    return known === sent && other === recorded
  }

  /** The same link is written in several ways: what they share corresponds, too. */
  #matchKeys(recorded: string, sent: string): void {
    for (const part of [/#([\w/-]{20,})\?/, /#\/\?(\S{40,})$/]) {
      const [was, is] = [part.exec(recorded)?.[1], part.exec(sent)?.[1]]
      if (was !== undefined && is !== undefined && !this.#sent.has(was)) this.#sent.set(was, is)
    }
    // Who is known by an id alone is called by its beginning.
    const [was, is] = [recorded.slice(0, 7), sent.slice(0, 7)]
    if (!isPartOfId(was) || this.#sent.has(was)) return
    this.#sent.set(was, is)
    this.#recorded.set(is, was)
  }

  /** The network's name for a recorded one; undefined when it never came up. */
  sentFor(recorded: string): string | undefined {
    return this.#sent.get(recorded)
  }

  /** Whether one of the network's names corresponds to a recorded one. */
  isSent(sent: string): boolean {
    return this.#recorded.has(sent)
  }

  /** A recorded text with the network's links instead of the recorded ones. */
  translate(text: string): string {
    let translated = text
    for (const [recorded, sent] of this.#sent) {
      if (recorded.length > 20) translated = translated.replaceAll(recorded, sent)
      // A name that was made up may be a part of another word, such as a field's.
      else if (isMadeUp(recorded) || isPartOfId(recorded))
        translated = translated.replace(asWord(recorded), () => sent)
    }
    return translated
  }
}

/** Fields whose values are random: only a consistent correspondence counts. */
const drawn = new Set([
  "agentConnId",
  "pccAgentConnId",
  "itemSharedMsgId",
  "sharedMsgId",
  "memberId",
  "xContactId",
  "agentInvitationId",
  "groupLinkId",
  "connFullLink",
  "connShortLink",
  "contactLink",
  "viaGroupLinkUri",
  "businessId",
  "customerId",
  "agentSndFileId",
  "agentRcvFileId",
  "privateSndFileDescr",
  "fileKey",
  "fileNonce",
  "fileDescrText",
  "groupDirectInvLink",
  "welcomeSharedMsgId",
  "requestSharedMsgId",
  "hash",
  "salt",
  "publicGroupId",
  "groupLink",
  "relayLink",
  "memberPubKey",
  "rootPubKey",
  "rootPrivKey",
  "memberPrivKey",
  "chatBinding",
  "ownerSig",
  "ownerId",
  "sharedKey",
  "callUUID",
])

const time = /^(?!1970)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/

/** Compares what was recorded, lifted, with what the network sent. */
export function compare(recorded: Json, sent: Json, names: Names): Difference[] {
  const differences: Difference[] = []
  walk("$", recorded, sent)
  return differences

  function walk(path: string, was: Json | undefined, is: Json | undefined): void {
    if (was === unknown) {
      if (is === undefined) differ(path, was, is)
      return
    }
    if (Array.isArray(was) && Array.isArray(is)) {
      if (was.length !== is.length) differ(`${path}.length`, was.length, is.length)
      was.slice(0, is.length).forEach((item, i) => walk(`${path}[${i}]`, item, is[i]))
    } else if (isObject(was) && isObject(is)) {
      for (const name of new Set([...Object.keys(was), ...Object.keys(is)])) {
        walkField(`${path}.${name}`, name, [was[name], is[name]])
      }
    } else if (was !== is && !(isTime(was) && isTime(is))) {
      // Links are part of texts.
      if (typeof was !== "string" || names.translate(was) !== is) differ(path, was, is)
    }
  }

  function walkField(path: string, name: string, [was, is]: [Json | undefined, Json | undefined]) {
    if (was === unknown) return walk(path, was, is)
    if (unordered.has(name) && isNamed(was) && isNamed(is)) {
      const lost = was.filter((id) => !is.includes(names.sentFor(id) ?? is[0] ?? ""))
      if (lost.length > 0 || is.length !== was.length) differ(path, was, is)
      return
    }
    // Which servers of operators a new user gets is drawn; how many is not.
    if (/^(smp|xftp)Servers$/.test(name) && Array.isArray(was) && Array.isArray(is)) {
      const [chosen, other] = [was, is].map(choiceOfPresets)
      return walk(path, chosen, other)
    }
    if (name === "rcvURIs" && isNamed(was) && isNamed(is) && was.length === is.length) {
      was.forEach((link, i) => names.match(link, is[i] ?? "") || differ(path, was, is))
      return
    }
    // A member of whom nothing else is known is called by a part of its id; incognito, by two words.
    const isDrawnName = [isPartOfId, isMadeUp].some((fits) => fits(was) && fits(is))
    if (/displayname$/i.test(name) && isDrawnName) {
      if (!names.match(was as string, is as string)) differ(path, was, is)
      return
    }
    if (drawn.has(name) && typeof was === "string" && typeof is === "string") {
      if (!names.match(was, is)) differ(path, was, is)
    } else if (typeof was === "string" && typeof is === "string" && name in texts) {
      const normalise = texts[name as keyof typeof texts]
      walk(path, normalise(was), normalise(is))
    } else walk(path, was, is)
  }

  function differ(path: string, was: Json | undefined, is: Json | undefined): void {
    differences.push({ path, recorded: shown(was), sent: shown(is) })
  }
}

/** Texts in which something is of the machine, or drawn. */
const texts = {
  connectError: () => "of the machine",
  errorMessage: (text: string) => text.replace(/"[^"]*"/, '"drawn"'),
  errContext: (text: string) => text.replace(/"[^"]*"/, '"drawn"'),
  brokerAddress: (text: string) => text,
  targetPath: (text: string) => text.replace(/^.*\//, ""),
  filePath: (text: string) => withoutTime(text.replace(/^.*\//, "")),
  fileName: withoutTime,
}

/** The core names pictures that it forwards by the time. */
function withoutTime(fileName: string): string {
  return fileName.replace(/^(IMG|VID|voice)_\d{8}_\d{6}/, "$1")
}

function isPartOfId(value: Json | undefined): boolean {
  return typeof value === "string" && /^(?=.*[A-Z\d])(?![A-Z][a-z]+$)[\w+/-]{7}$/.test(value)
}

const asWord = (name: string) =>
  new RegExp(`(?<![\\w+/-])${name.replaceAll("+", "\\+")}(?![\\w+/-])`, "g")

/** The name of an incognito profile. */
function isMadeUp(value: Json | undefined): boolean {
  return typeof value === "string" && /^([A-Z][a-z]+){2}$/.test(value)
}

const isTime = (value: Json | undefined) => typeof value === "string" && time.test(value)

/** Lists whose order is the agent's. */
const unordered = new Set(["connections"])

function isObject(value: Json | undefined): value is { [field: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

function shown(value: Json | undefined): string {
  if (value === undefined) return "nothing"
  const json = JSON.stringify(value)
  return json.length > 90 ? `${json.slice(0, 90)}...` : json
}

function isNamed(value: Json | undefined): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string")
}

function choiceOfPresets(servers: readonly Json[]): Json {
  const rows = servers as readonly { preset: boolean; enabled: boolean }[]
  const chosen = rows.filter(({ preset, enabled }) => preset && enabled).length
  const shown = rows.map((row) => (row.preset ? { ...row, enabled: "drawn" } : row))
  return { chosen, shown } as unknown as Json
}
