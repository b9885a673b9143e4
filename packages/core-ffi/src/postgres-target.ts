import { nonEmpty } from "./non-empty.ts"

/**
 * Which database a libpq connection string, or URI, leads to: host, port and name. Two strings for
 * one database may differ in the order of their words, in the user and in the password, which is
 * not to be written anywhere, not even as a digest.
 */
export function postgresTarget(connectionString: string): readonly [string, string, string] {
  const words = /^postgres(ql)?:\/\//i.test(connectionString)
    ? wordsOfUri(connectionString)
    : wordsOf(connectionString)
  const word = (name: string) => nonEmpty(words.get(name))
  const host = word("host") ?? word("hostaddr") ?? ""
  const name = word("dbname") ?? word("user") ?? ""
  return [host.toLowerCase(), word("port") ?? "5432", name]
}

/** `host=db user='my bot'`, where a backslash takes the next character as it is. */
function wordsOf(text: string): Map<string, string> {
  const word = /(\w+)\s*=\s*(?:'((?:[^'\\]|\\.)*)'|((?:[^\s'\\]|\\.)*))/gs
  return new Map(
    [...text.matchAll(word)].map(([, name = "", quoted, bare = ""]) => [
      name,
      (quoted ?? bare).replace(/\\(.)/gs, "$1"),
    ]),
  )
}

/** `postgres://user:password@host:port/name?word=value`; hosts may be several, with commas. */
function wordsOfUri(uri: string): Map<string, string> {
  const [, user = "", hosts = "", name = "", query = ""] =
    /^\w+:\/\/(?:([^@/?:]*)(?::[^@/?]*)?@)?([^/?]*)(?:\/([^?]*))?(?:\?(.*))?$/s.exec(uri) ?? []
  const parts = hosts.split(",").map((host) => /^(.*?)(?::(\d+))?$/s.exec(host) ?? [])
  return new Map([
    ["user", decoded(user)],
    ["host", parts.map(([, host = ""]) => decoded(host)).join(",")],
    ["port", parts.map(([, , port = "5432"]) => port).join(",")],
    ["dbname", decoded(name)],
    ...new URLSearchParams(query),
  ])
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
