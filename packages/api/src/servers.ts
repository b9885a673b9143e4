import { checkOptions, InvalidArgumentError } from "./checks.ts"

/** Servers of one's own, in place of the presets of the core. A kind that is absent stays as it is. */
export interface Servers {
  /** For messages: `smp://FINGERPRINT@HOST:PORT`, one or more. */
  readonly smp?: readonly string[] | undefined
  /** For files: `xftp://FINGERPRINT@HOST:PORT`, one or more. */
  readonly xftp?: readonly string[] | undefined
}

/**
 * The commands that make these the servers of the active user.
 *
 * @throws {InvalidArgumentError} for an empty list, and for what is no address of its kind; the
 *   message does not repeat the address
 */
export function serverCommands(servers: Servers): string[] {
  checkOptions(servers, { smp: "any", xftp: "any" }, "servers")
  return (["smp", "xftp"] as const).flatMap((kind) => {
    const list = servers[kind]
    if (list === undefined) return []
    check(kind, list)
    return [`/${kind} ${list.join(" ")}`]
  })
}

function check(kind: "smp" | "xftp", list: readonly string[]): void {
  const argument = `servers.${kind}`
  if (!Array.isArray(list) || list.length === 0)
    throw new InvalidArgumentError(argument, "must be a list of one address or more")
  const address = new RegExp(`^${kind}://[A-Za-z0-9_-]+=*(?::[^\\s@]+)?@[^\\s@]+$`)
  const wrong = list.findIndex((one) => typeof one !== "string" || !address.test(one))
  if (wrong >= 0) {
    const form = `${kind}://FINGERPRINT@HOST:PORT`
    throw new InvalidArgumentError(`${argument}[${wrong}]`, `must be an address like ${form}`)
  }
}
