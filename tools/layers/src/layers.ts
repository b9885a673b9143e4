// The order of packages, and of folders inside each. `lint` fails on what points upward.

/**
 * The packages, from the top down: each may depend on those of the rows after its
 * own, and on none of its own row. Cores do not know each other.
 */
export const packages: readonly (readonly string[])[] = [
  ["@simplex-chat/conformance", "@simplex-chat/native-bench"],
  ["@simplex-chat/example-bots"],
  ["@simplex-chat/workers"],
  ["@simplex-chat/bot"],
  ["@simplex-chat/api"],
  ["@simplex-chat/core-ffi", "@simplex-chat/core-remote", "@simplex-chat/testing"],
  ["@simplex-chat/core", "@simplex-chat/playground"],
  ["@simplex-chat/types"],
]

/** The layers of one package's `src`. */
export interface Layers {
  /**
   * Folders, and files directly in `src`, from the top down: each may import those after it. Files
   * that are not listed, such as `index.ts`, are above all of them; every folder must be listed.
   */
  readonly order: readonly string[]
  /** Imports that point upward on purpose, as `from -> to`. Lint fails when one is no longer there. */
  readonly except?: readonly string[]
}

/** By the package's folder. A package whose `src` has no folders needs no entry. */
export const layers: Readonly<Record<string, Layers>> = {
  "examples/bots": { order: ["support-desk"] },
  "packages/api": {
    order: [
      "sharing",
      "take-core.ts",
      "open-database.ts",
      "delivery",
      "text",
      "connecting",
      "files",
      "commands",
      "signals.ts",
      "events",
      "sending",
      "limits",
      "gen",
      "errors.ts",
      "checks.ts",
      "wire",
    ],
    except: ["errors.ts -> sending/error-code.ts"],
  },
  "packages/bot": {
    order: [
      "cli",
      "hosting",
      "format",
      "testing",
      "bots",
      "forms",
      "i18n",
      "media",
      "moderation",
      "polls",
      "schedule",
      "bot",
      "http",
      "telemetry",
      "broadcast",
      "channels",
      "contacts",
      "groups",
      "state",
      "inbox",
      "conversations",
      "scheduling",
      "checkpoints",
      "composer",
      "filters",
      "commands",
      "messages",
      "scheduling/keyed-mutex.ts",
      "texts",
      "launcher.ts",
      "disk",
      "checks.ts",
      "errors.ts",
      "is-a.ts",
      "crypto.ts",
    ],
  },
  "packages/core": { order: ["remote", "options.ts", "within.ts", "errors.ts", "core.ts"] },
  "packages/workers": { order: ["host", "worker", "storages", "broker", "errors.ts"] },
  "packages/core-ffi": {
    order: [
      "cli",
      "stub",
      "library",
      "database.ts",
      "files.ts",
      "os-lock.ts",
      "receiving",
      "threads",
      "validate-arguments.ts",
      "native",
      "errors.ts",
      "system-problem.ts",
      "non-empty.ts",
      "node-version.ts",
    ],
  },
  "packages/native-bench": { order: ["fixtures", "addon"] },
  "packages/conformance": {
    order: ["run", "scenarios", "stage", "worlds", "notes", "programs", "people", "recording"],
  },
  "packages/playground": { order: ["page", "protocol"] },
  "packages/core-remote": {
    order: [
      "connect.ts",
      "server",
      "client",
      "command-line",
      "protocol",
      "link",
      "calls.ts",
      "missed.ts",
      "errors.ts",
    ],
  },
  "packages/testing": {
    order: [
      "people",
      "network",
      "commands",
      "receive",
      "channels",
      "groups",
      "files",
      "recipients",
      "items",
      "connections",
      "chat",
      "views",
      "store",
      "simulation",
      "checks.ts",
    ],
    // `network.person()` is what every test begins with.
    except: ["network/network.ts -> people/person.ts"],
  },
  "packages/types": {
    order: [
      "parse",
      "gen",
      "command.ts",
      "syntax-json.ts",
      "syntax-text.ts",
      "syntax.ts",
      "syntax-error.ts",
      "validate",
      "schema",
      "schema.ts",
    ],
  },
  "tools/drift": {
    order: [
      "testing",
      "wanted.ts",
      "reference",
      "expressions",
      "schema.ts",
      "undocumented.ts",
      "schema-file.ts",
      "deviations.ts",
      "compare.ts",
      "model.ts",
    ],
  },
}
