import type { Command } from "@simplex-chat/types"
import type { CallOptions } from "@simplex-chat/core"

/** What a command answers when it succeeds. */
export type Answer<Response> = Exclude<Response, { type: "chatCmdError" }>

/** What the methods for commands are built on. */
export abstract class CommandSet {
  /**
   * Sends a command.
   *
   * @param command a command of `CC`
   * @param params its parameters
   * @returns the answer, one of `Response` without the error
   * @throws {InvalidArgumentError} when it is no command, or an option is unknown or of the wrong kind
   * @throws {CommandSyntaxError} when the parameters cannot be written; nothing is sent then
   * @throws {LimitError} when a text, a picture or the mentions are more than the core takes; nothing
   *   is sent then
   * @throws {ChatCommandError} when the command fails, with a `code` to switch on
   *
   * @example
   * ```ts
   * const { chatItems } = await api.send(CC.APISendMessages, {
   *   sendRef: { chatType: "direct", chatId: 4 },
   *   liveMessage: false,
   *   composedMessages: [{ msgContent: { type: "text", text: "hi" }, mentions: {} }],
   * })
   * ```
   */
  abstract send<Params, Response>(
    command: Command<Params, Response>,
    params: NoInfer<Params>,
    options?: CallOptions,
  ): Promise<Answer<Response>>
}

type AbstractClass<Instance = CommandSet> = abstract new () => Instance

type Intersection<Union> = (Union extends unknown ? (one: Union) => void : never) extends (
  all: infer All,
) => void
  ? All
  : never

/**
 * One class with the methods of all these, so that the methods of each area have a file of
 * their own. `super` does not work in them, and they have no fields.
 *
 * @throws {TypeError} when two of the sets have a method of the same name
 */
export function combine<const Areas extends readonly AbstractClass[]>(
  ...areas: Areas
): AbstractClass<Intersection<InstanceType<Areas[number]>>> {
  abstract class Combined extends CommandSet {}
  for (const { prototype } of areas) {
    const { constructor: _, ...methods } = Object.getOwnPropertyDescriptors(prototype)
    for (const name of Object.keys(methods)) {
      if (name in Combined.prototype) throw new TypeError(`two areas have the method ${name}`)
    }
    Object.defineProperties(Combined.prototype, methods)
  }
  return Combined as AbstractClass<Intersection<InstanceType<Areas[number]>>>
}
