import type { T } from "@simplex-chat/types"

/** The format of a word that leads somewhere; what had punctuation behind it is no link of SimpleX. */
export function linkFormat(word: string, wasFollowed = false): T.Format | undefined {
  const simplex = wasFollowed ? undefined : simplexLink(word)
  if (simplex !== undefined) return simplex
  if (isAddress(word) || isDomain(word)) return { type: "uri" }
  if (/^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/i.test(word))
    return { type: "email" }
  return undefined
}

/** An address that a browser opens: a host with a dot, without letters outside ASCII. */
const isAddress = (text: string) =>
  /^https?:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?(?:[/?#]\S*)?[)!]*$/.test(text)

/** `example.com`, and nothing after it. */
const isDomain = (text: string) => /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i.test(text)

/**
 * A link with a text of its own. A text that looks like another address than the one it leads to
 * would deceive, and is no link.
 */
export function linkText(showText: string, uri: string): T.Format | undefined {
  if (!/^(https?|simplex):/.test(uri)) return undefined
  // Only short links hide behind another text.
  const simplex = uri.includes("#/?") ? undefined : simplexLink(uri)
  if (simplex?.type === "simplexLink") return { ...simplex, showText }
  if (!isAddress(uri)) return undefined
  const bare = (text: string) => text.replace(/^https?:\/\//, "")
  const looksLikeOne = isAddress(showText) || isDomain(showText)
  if (looksLikeOne && !bare(uri).startsWith(bare(showText))) return undefined
  return { type: "hyperLink", showText, linkUri: uri }
}

const linkTypes = { a: "contact", i: "invitation", g: "group", c: "channel", r: "relay" } as const

/** A link of SimpleX, which apps show by its type and not by its text. */
function simplexLink(text: string): T.Format | undefined {
  const short = /^(?:simplex:|https:\/\/([^/]+))\/([aigcr])#([^?]+)(?:\?(.*))?$/.exec(text)
  if (short !== null) {
    const [, server, letter, key = "", query = ""] = short
    const host = server ?? /(?:^|&)h=([^&,]+)/.exec(query)?.[1]
    const linkType = linkTypes[letter as keyof typeof linkTypes]
    if (host === undefined) return undefined
    const more = query === "" ? "" : `&${query}`
    const simplexUri = server === undefined ? text : `simplex:/${letter}#${key}?h=${server}${more}`
    return { type: "simplexLink", linkType, simplexUri, smpHosts: [host] }
  }
  const full = /^(?:simplex:|https:\/\/simplex\.chat)\/(contact|invitation)#\/\?(.*)$/.exec(text)
  const hosts = /%40([^%]+)/.exec(text)?.[1]
  if (full === null || hosts === undefined) return undefined
  const linkType = text.includes("groupLinkId")
    ? "group"
    : full[1] === "contact"
      ? "contact"
      : "invitation"
  const simplexUri = `simplex:/${full[1]}#/?${full[2]}`
  return {
    type: "simplexLink",
    linkType,
    simplexUri,
    smpHosts: hosts.split(",") as [string, ...string[]],
  }
}

/**
 * A name instead of a link: of a contact with a domain, of a channel also without one. Names are of
 * 7.0: the declared formats do not have them yet.
 */
export function nameFormat(text: string): T.Format | undefined {
  const name = text.slice(1)
  const labels = name.split(".")
  const isValid = labels.every((label) => /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i.test(label))
  if (!isValid || (text.startsWith("@") && labels.length < 2)) return undefined
  const nameType = text.startsWith("#") ? "publicGroup" : "contact"
  return {
    type: "simplexName",
    nameInfo: { nameType, nameDomain: domainOf(labels) },
  } as unknown as T.Format
}

function domainOf(labels: readonly string[]) {
  const last = labels.at(-1) ?? ""
  if (labels.length > 1 && last !== "simplex" && last !== "testing")
    return { nameTLD: "web", domain: labels.join("."), subDomain: [] }
  const own = labels.length > 1 ? labels.slice(0, -1) : labels
  return {
    nameTLD: labels.length > 1 ? last : "simplex",
    domain: own.at(-1) ?? "",
    subDomain: own.slice(0, -1),
  }
}
