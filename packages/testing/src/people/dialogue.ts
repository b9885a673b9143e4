import { InvalidArgumentError } from "@simplex-chat/core"
import type { Expected } from "./expected.ts"
import type { Person } from "./person.ts"

/** One turn: who speaks, and what. What the other side says may be a pattern, or a function. */
export type Turn = readonly [speaker: string, text: Expected]

/**
 * Plays a conversation: the person's turns are sent, all others are expected, in
 * order, and nothing but them. Others may be called as you like; each name is one of them, and
 * it must be the same one throughout.
 *
 * ```ts
 * await dialogue(alice, [
 *   ["alice", "7"],
 *   ["bot", "7 * 7 = 49"],
 * ])
 * ```
 *
 * @param person who talks; connected already.
 * @throws {InvalidArgumentError} when a turn is not a speaker and a text
 * @throws {ConversationError} at the first turn that went another way; it shows the conversation.
 */
export async function dialogue(person: Person, turns: readonly Turn[]): Promise<void> {
  if (typeof (person as Partial<Person> | undefined)?.expectLine !== "function")
    throw new InvalidArgumentError("person", 'must be a person: await network.person("alice")')
  const isList = Array.isArray(turns as unknown)
  if (!isList || !turns.every((turn) => Array.isArray(turn) && typeof turn[0] === "string"))
    throw new InvalidArgumentError("turns", 'must be a list: [["alice", "7"], ["bot", "49"]]')
  const speakers = new Map<string, string>() // of those who really spoke, how the turns call them
  for (const [speaker, text] of turns) {
    if (speaker !== person.name) {
      const { from } = await person.expectLine(text)
      if (!speakers.has(from) && ![...speakers.values()].includes(speaker))
        speakers.set(from, speaker)
      if (speakers.get(from) === speaker) continue
      const what = `${person.name} expected a message of ${speaker}, and got it of ${from}`
      throw person.failure(what)
    } else if (typeof text === "string") await person.say(text)
    else throw person.failure(`${speaker} can only say a text`)
  }
  await person.expectSilence()
}
