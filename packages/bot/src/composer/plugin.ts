import { checkOptions } from "../checks.ts"
import { ConfigurationError } from "../errors.ts"
import { Composer } from "./composer.ts"
import type { Middleware } from "./handlers.ts"

/**
 * Handlers that a package of others brings: commands, state, entries of the menu, texts. Put it into a bot
 * with `group`.
 */
export class Plugin extends Composer {
  /** What it is called in errors, and in the `needs` of others. */
  readonly pluginName: string

  /** @internal */
  constructor(name: string, needs: readonly string[]) {
    super({ name, needs })
    this.pluginName = name
  }

  /**
   * Adds middleware around all handlers of the composer into which the plugin is put; `use` adds it around
   * those of the plugin.
   */
  useAround(...middleware: Middleware[]): this {
    return this.addAround(middleware)
  }
}

/** What a plugin needs. */
export interface PluginNeeds {
  /** The names of other plugins, without which it does not work. */
  readonly needs?: readonly string[] | undefined
}

/**
 * Defines a plugin: a function from options to handlers. When the bot starts, plugins that it needs must be
 * there, each plugin must be there once, and no two may handle the same command without a filter.
 *
 * @param name distinguishes it from other plugins; the name of its package is a good one
 * @param declare adds the handlers
 * @throws {ConfigurationError} when the name is empty, or `declare` is not a function
 *
 * @example
 * ```ts
 * const greeter = definePlugin("greeter", (plugin, { greeting }: { greeting: string }) => {
 *   plugin.onCommand("hello", { description: "Says hello" }, (message) => message.reply(greeting))
 * })
 * bot.group({}, greeter({ greeting: "Hello!" }))
 * ```
 */
export function definePlugin<Given extends readonly unknown[]>(
  name: string,
  declare: (plugin: Plugin, ...options: Given) => void,
  plugin: PluginNeeds = {},
): (...options: Given) => Plugin {
  if (typeof name !== "string" || name.trim() === "")
    throw new ConfigurationError("definePlugin", "takes the name of the plugin first")
  if (typeof declare !== "function")
    throw new ConfigurationError("definePlugin", "takes a function that adds handlers second")
  checkOptions(plugin, { needs: "list" }, { name: "needs" })
  const { needs = [] } = plugin
  if (!Array.isArray(needs as unknown) || !needs.every((one) => typeof one === "string"))
    throw new ConfigurationError("needs", 'must be a list of names: ["polls"]')
  return (...options) => {
    const plugin = new Plugin(name, needs)
    declare(plugin, ...options)
    return plugin
  }
}
