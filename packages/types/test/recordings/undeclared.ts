/**
 * How commands begin that the API leaves to raw text: calls, remote control, SQL, debugging, the
 * terminal, push tokens and what only the apps use.
 */
const undeclaredHeads: readonly string[] = [
  "//",
  "/_call ",
  "/_get app settings",
  "/_ntf ",
  "/_save app settings",
  "/_set theme ",
  "/badge ",
  "/confirm remote ctrl ",
  "/connect remote ctrl ",
  "/crc ",
  "/debug ",
  "/delete remote ",
  "/find remote ctrl",
  "/get queues",
  "/get remote file ",
  "/get subs",
  "/get workers",
  "/h",
  "/list remote ",
  "/m",
  "/q",
  "/set device name ",
  "/show",
  "/sql ",
  "/start remote host ",
  "/stop remote ",
  "/store remote file ",
  "/switch remote host ",
  "/verify remote ctrl ",
  "/w",
]

/** Whether a text is a command that the API does not declare. */
export function isUndeclared(text: string): boolean {
  return undeclaredHeads.some((head) => text.startsWith(head))
}

/** Parts of commands that 7.0.4 reads and 7.0.0.6 does not. */
const sinceThen = / sign=(on|off) | resolve=(allGroups|unknown|never)( |$)/

/** Whether the core 7.0.4 reads a text that 7.0.0.6 refused. */
export function isOfOtherVersion(text: string): boolean {
  return sinceThen.test(text)
}
