import { ChatApiError } from "../errors.ts"
import { declaredVersion } from "../gen/known-tags.ts"

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

/** How the version of a core compares with the declared one. */
export type Comparison = "same" | "older" | "newer" | "otherMajor"

/** Compares major and minor version; what comes after these changes no API. */
export function compareWithDeclared(coreVersion: string): Comparison {
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
export function versionIn(answer: unknown): string | undefined {
  const { versionInfo } = (answer ?? {}) as {
    readonly versionInfo?: { readonly version?: unknown }
  }
  const version = versionInfo?.version
  return typeof version === "string" && /^\d+\.\d+/.test(version) ? version : undefined
}
