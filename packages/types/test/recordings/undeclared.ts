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

/** Commands that the core 7.0.0.6 refused, and that are read all the same. */
export const readAnyway: readonly { readonly reason: string; readonly pattern: RegExp }[] = [
  { reason: "later versions sign messages", pattern: /^\/_send \S+ sign=(on|off) / },
  { reason: "the core reacts with the emojis that it knows", pattern: /^\/_reaction / },
  { reason: "the core looks into the key of a file", pattern: /"fileKey":"AAAA"/ },
  { reason: "the core looks into a server", pattern: /^\/smp smp:\/\/bad$/ },
  { reason: "the core looks into a link", pattern: /^\/_relay test 1 simplex:\/nothing$/ },
]
