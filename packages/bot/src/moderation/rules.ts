import { checkOptions } from "../checks.ts"
import { ConfigurationError } from "../errors.ts"
import type { Message } from "../messages/message.ts"
import type { OwnTextKey, TextArgs } from "../texts/own-texts.ts"

/** What is wrong with a message: a text of the framework, or of your own. */
export type Reason = string | { readonly key: OwnTextKey; readonly args?: TextArgs | undefined }

/** What members must keep to. Make your own, or take those of `rule`. */
export interface Rule {
  /** What the log calls it. */
  readonly name: string
  /** What is wrong with a message; undefined when nothing is. */
  readonly message?: ((message: Message) => Reason | undefined) | undefined
  /** What is wrong with the name of a member, who is checked when joining, too. */
  readonly member?: ((name: string) => Reason | undefined) | undefined
}

interface Flood {
  /** How many messages a member may send... */
  readonly limit: number
  /** ... in this many milliseconds. */
  readonly windowMs: number
}

interface FileLimits {
  /** Names that are not allowed: `/\\.(exe|apk)$/i`. */
  readonly deny?: RegExp | undefined
  /** The size of the largest file that is allowed, in bytes. */
  readonly maxBytes?: number | undefined
}

/** How many members are remembered by what counts. */
const mostRemembered = 10_000

/** The rules that many groups have. */
export const rule = {
  /** No links, except to these hosts and what is below them. */
  links: (options: { readonly allow?: readonly string[] } = {}): Rule => {
    checkOptions(options, { allow: "any" })
    const { allow = [] } = options
    checkList(allow, "allow", 'hosts: ["example.com"]')
    return {
      name: "links",
      message: (message) => {
        const hosts = [...textOf(message).matchAll(address)].map(({ groups }) =>
          (groups?.["host"] ?? "").toLowerCase(),
        )
        const isAllowed = (host: string) =>
          allow.some((one) => host === one || host.endsWith(`.${one}`))
        const isChat = /simplex:\/|^https:\/\/(?:smp|simplex)/im.test(textOf(message))
        return hosts.some((host) => !isAllowed(host)) || isChat ? { key: "mod-links" } : undefined
      },
    }
  },
  /** Maximum number of mentions in a message; 3 when absent, which is what SimpleX lets members send. */
  mentions: (options: { readonly max?: number } = {}): Rule => {
    checkOptions(options, { max: "any" })
    const { max = 3 } = options
    if (!(typeof max === "number" && max >= 0))
      throw new ConfigurationError("max", "must be a number of at least 0")
    return {
      name: "mentions",
      message: ({ mentions }) =>
        Object.keys(mentions).length > max ? { key: "mod-mentions", args: { max } } : undefined,
    }
  },
  /** Not this in names, such as that of an admin. */
  names: (deny: RegExp): Rule => {
    checkPattern(deny, "names")
    return {
      name: "names",
      member: (name) => (isFound(deny, name) ? { key: "mod-names" } : undefined),
    }
  },
  /** Not this in texts. */
  words: (deny: RegExp): Rule => {
    checkPattern(deny, "words")
    return {
      name: "words",
      message: (message) => (isFound(deny, textOf(message)) ? { key: "mod-words" } : undefined),
    }
  },
  /** Maximum number of messages of a member within a time. */
  floods: (flood: Flood): Rule => {
    checkOptions(flood, { limit: "any", windowMs: "any" }, { name: "floods" })
    const { limit, windowMs } = flood
    const isLimit = typeof limit === "number" && limit >= 1
    if (!(isLimit && typeof windowMs === "number" && windowMs > 0))
      throw new ConfigurationError("floods", "takes { limit: 5, windowMs: 10_000 }")
    const times = new Map<string, readonly number[]>()
    return {
      name: "floods",
      message: (message) => {
        if (message.isEdit || message.isHistory) return undefined
        const now = message.sentAt.getTime()
        const before = times.get(message.sender.key) ?? []
        const recent = [...before.filter((at) => now - at < windowMs), now].slice(-limit - 1)
        remember(times, message.sender.key, recent)
        return recent.length > limit ? { key: "mod-floods" } : undefined
      },
    }
  },
  /** Not the same text again, by the same or another member, in a time; a minute when absent. */
  duplicates: (options: { readonly windowMs?: number } = {}): Rule => {
    checkOptions(options, { windowMs: "any" })
    const { windowMs = 60_000 } = options
    if (!(typeof windowMs === "number" && windowMs > 0))
      throw new ConfigurationError("windowMs", "must be a number of milliseconds above 0")
    const seen = new Map<string, number>()
    return {
      name: "duplicates",
      message: (message) => {
        const text = textOf(message).trim().toLowerCase()
        // Short ones are said by many: yes, thank you.
        if (message.isEdit || message.isHistory || text.length < 20) return undefined
        const now = message.sentAt.getTime()
        const { chat } = message
        const place = chat.type === "group" ? chat.groupInfo.groupId : 0
        const key = `${place} ${text}`
        const before = seen.get(key)
        remember(seen, key, now)
        return before !== undefined && now - before < windowMs
          ? { key: "mod-duplicates" }
          : undefined
      },
    }
  },
  /** Only these kinds of content: `text`, `image`, `voice`, ... */
  contents: (...allow: readonly string[]): Rule => {
    checkList(allow, "contents", '"text", "image"')
    return {
      name: "contents",
      message: ({ content }) =>
        allow.includes(content.type) ? undefined : { key: "mod-contents" },
    }
  },
  /** No files whose names are like this, such as programs, and none that are larger. */
  files: (limits: FileLimits): Rule => {
    checkOptions(limits, { deny: "any", maxBytes: "any" }, { name: "files" })
    const { deny, maxBytes = Infinity } = limits
    const isSize = typeof maxBytes === "number" && maxBytes > 0
    if (!(deny === undefined || deny instanceof RegExp) || !isSize)
      throw new ConfigurationError("files", "takes { deny: /\\.exe$/i, maxBytes: 10_000_000 }")
    return {
      name: "files",
      message: ({ file }) => {
        if (file === undefined) return undefined
        const isDenied = deny !== undefined && isFound(deny, file.fileName)
        return isDenied || file.fileSize > maxBytes ? { key: "mod-files" } : undefined
      },
    }
  },
  /** Mostly letters of these scripts, such as `Latin` or `Cyrillic`. */
  scripts: (...allow: readonly [string, ...string[]]): Rule => {
    checkList(allow, "scripts", '"Latin", "Cyrillic"')
    let letters: RegExp
    try {
      letters = new RegExp(allow.map((script) => `\\p{Script=${script}}`).join("|"), "gu")
    } catch (error) {
      const problem = 'takes the names of scripts in Unicode: "Latin", "Cyrillic"'
      throw new ConfigurationError("scripts", problem, { cause: error })
    }
    return {
      name: "scripts",
      message: (message) => {
        const all = textOf(message).match(/\p{L}/gu)?.length ?? 0
        const known = textOf(message).match(letters)?.length ?? 0
        return known < all * 0.7 ? { key: "mod-scripts" } : undefined
      },
    }
  },
}

function checkList(list: readonly string[], name: string, example: string): void {
  const isList = Array.isArray(list as unknown) && list.every((one) => typeof one === "string")
  if (!isList) throw new ConfigurationError(name, `takes ${example}`)
}

function checkPattern(pattern: RegExp, name: string): void {
  if (pattern instanceof RegExp) return
  throw new ConfigurationError(name, `takes a pattern: rule.${name}(/casino/i)`)
}

/** An address, or what apps make a link of. */
const address =
  /(?<![\w@.])(?:https?:\/\/)?(?<host>(?:[\p{L}\d-]+\.)+(?:[a-z]{2,24}|xn--[a-z0-9-]+))(?![\w-])/giu

/** Without what is not seen, which is put in to evade rules. */
const textOf = ({ text }: Message): string =>
  text.normalize("NFKC").replaceAll(/[\u00AD\u200B-\u200F\u2060-\u2064\uFEFF]/g, "")

/** A pattern with the flag `g` would go on where it was. */
const isFound = (pattern: RegExp, text: string): boolean => text.search(pattern) >= 0

function remember<Value>(values: Map<string, Value>, key: string, value: Value): void {
  values.delete(key)
  values.set(key, value)
  const [oldest] = values.keys()
  if (values.size > mostRemembered && oldest !== undefined) values.delete(oldest)
}
