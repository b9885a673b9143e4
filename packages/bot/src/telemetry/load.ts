import { Telemetry } from "./telemetry.ts"

/** Where the API of OpenTelemetry, in any copy of version 1, keeps what is registered. */
const registered = Symbol.for("opentelemetry.js.api.1")

/**
 * Telemetry, once an application has registered an SDK; undefined otherwise. Then nothing is loaded, and
 * nothing is measured.
 *
 * @param isDeclared whether the bot has a command of this name
 * @param label the name of the bot among others of its process
 */
export async function loadTelemetry(
  isDeclared: (command: string) => boolean,
  label?: string,
): Promise<Telemetry | undefined> {
  if (!(registered in globalThis)) return undefined
  return new Telemetry(await import("@opentelemetry/api"), isDeclared, label)
}
