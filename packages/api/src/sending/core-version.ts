import type { CallOptions } from "@simplex-chat/core"
import { ChatApiError, ChatEventError } from "../errors.ts"
import { declaredVersion } from "../gen/known-tags.ts"
import type { CommandChannel } from "./command-channel.ts"

/** Every core answers `/version` at once. */
const timeoutAtMostMs = 5_000

/** The core is of another major version than the one that is declared: its API is another one. */
export class CoreVersionError extends ChatApiError {
  override readonly name = "CoreVersionError"
  /** The version of the core, such as `8.0.0`. */
  readonly coreVersion: string
  /** The version that `@simplex-chat/types` declares. */
  readonly declaredVersion: string

  constructor(coreVersion: string) {
    const remedy = "use a core of that version, or go on with the option anyCoreVersion"
    super(`the core is ${coreVersion}, this package is made for ${declaredVersion}: ${remedy}`)
    this.coreVersion = coreVersion
    this.declaredVersion = declaredVersion
  }
}

/** What to do about a core of another version. */
interface CoreVersionOptions {
  /** Whether a core of another major version may be used. */
  readonly anyMajor: boolean
  /** Called once when the minor version differs. */
  readonly onError: (error: ChatEventError) => void
}

/** The version of a core, which is asked for once. */
export class CoreVersion {
  readonly #channel: CommandChannel
  readonly #options: CoreVersionOptions
  #isAsked = false
  #known: string | undefined

  constructor(channel: CommandChannel, options: CoreVersionOptions) {
    this.#channel = channel
    this.#options = options
  }

  /** Undefined until {@link check}, and for a core that does not say. */
  get known(): string | undefined {
    return this.#known
  }

  /**
   * Compares the core with the declared version. A core that does not say its version, or not soon,
   * is accepted.
   *
   * @throws {CoreVersionError} when the major version differs, unless any is accepted
   */
  async check({ signal, timeoutMs }: CallOptions): Promise<void> {
    if (this.#isAsked) return
    const soon = { signal, timeoutMs: Math.min(timeoutMs ?? timeoutAtMostMs, timeoutAtMostMs) }
    const asked = this.#channel.sendText({ name: "ShowVersion", text: "/version" }, soon)
    const version = versionIn(await asked.catch(() => undefined))
    this.#isAsked = true
    if (version === undefined) return
    this.#known = version
    const comparison = compareWithDeclared(version)
    if (comparison === "same") return
    if (comparison === "otherMajor" && !this.#options.anyMajor) {
      this.#isAsked = false // starting again fails again
      throw new CoreVersionError(version)
    }
    const problem = `the core is ${version}, this package is made for ${declaredVersion}: some commands can fail, some events are not typed`
    this.#options.onError(new ChatEventError("otherCoreVersion", problem))
  }
}

/** How the version of a core compares with the declared one. */
type Comparison = "same" | "older" | "newer" | "otherMajor"

/** Compares major and minor version; what comes after these changes no API. */
function compareWithDeclared(coreVersion: string): Comparison {
  const [major, minor] = numbersOf(coreVersion)
  const [declaredMajor, declaredMinor] = numbersOf(declaredVersion)
  if (major !== declaredMajor) return "otherMajor"
  if (minor === declaredMinor) return "same"
  return minor < declaredMinor ? "older" : "newer"
}

function numbersOf(version: string): [number, number] {
  const [major = Number.NaN, minor = Number.NaN] = version.split(".").map(Number)
  return [major, minor]
}

/** The version in an answer to `/version`; undefined when there is none. */
function versionIn(answer: unknown): string | undefined {
  const { versionInfo } = (answer ?? {}) as {
    readonly versionInfo?: { readonly version?: unknown }
  }
  const version = versionInfo?.version
  return typeof version === "string" && /^\d+\.\d+/.test(version) ? version : undefined
}
