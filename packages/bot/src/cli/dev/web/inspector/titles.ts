import { parseCommand, CommandParseError } from "@simplex-chat/types/parse"

/** The tag of an answer or event, without reading all of it. */
export function tagOf(json: string): string {
  const [, tag = "?"] = /"type":"(\w+)"/.exec(json.slice(0, 200)) ?? []
  return tag
}

/** The name of a command in the API, or its first word when it has none. */
export function commandName(text: string): string {
  try {
    return parseCommand(text).name
  } catch (error) {
    if (!(error instanceof CommandParseError)) throw error
    return text.split(" ", 1)[0] ?? text
  }
}
