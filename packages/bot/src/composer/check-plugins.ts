import { ConfigurationError } from "../errors.ts"
import type { Frame, Plan } from "./plan.ts"

/**
 * Checks that plugins get along.
 *
 * @throws {ConfigurationError} when one is there twice, one that it needs is missing, or a command of it is
 *   also declared elsewhere
 */
export function checkPlugins({ plugins, steps, messagesFrom }: Plan): void {
  if (plugins.length === 0) return
  const names = plugins.map(({ name }) => name)
  for (const { name, needs } of plugins) {
    if (names.indexOf(name) !== names.lastIndexOf(name))
      throw new ConfigurationError("plugins", `${name} was put into the bot twice`)
    const missing = needs.find((other) => !names.includes(other))
    if (missing !== undefined)
      throw new ConfigurationError("plugins", `${name} needs the plugin ${missing} in the same bot`)
  }
  /** Who handles a command from everybody. */
  const owners = new Map<string, string>()
  let gateEnd = 0
  for (const [at, step] of steps.slice(0, messagesFrom).entries()) {
    if (step.kind === "gate") {
      if (step.isFiltered) gateEnd = Math.max(gateEnd, step.end)
      continue
    }
    if (at < gateEnd || step.isFiltered === true || step.edited || step.history) continue
    const owner = pluginOf(step.owner) ?? "the bot"
    for (const [key, name] of step.names ?? []) {
      const other = owners.get(key)
      if (other !== undefined && other !== owner) {
        const problem = `${other} and ${owner} both handle /${name}; give one of them another name, or a filter`
        throw new ConfigurationError("plugins", problem)
      }
      owners.set(key, owner)
    }
  }
}

function pluginOf(frame: Frame | undefined): string | undefined {
  for (let at = frame; at !== undefined; at = at.parent)
    if (at.plugin !== undefined) return at.plugin.name
  return undefined
}
