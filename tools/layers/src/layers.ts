// The order of folders inside each package. `lint` fails on an import that points upward.

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
  "packages/api": {
    order: [
      "delivery",
      "text",
      "files",
      "commands",
      "signals.ts",
      "events",
      "sending",
      "gen",
      "errors.ts",
      "wire",
    ],
    except: ["errors.ts -> sending/error-code.ts"],
  },
  "packages/bot": {
    order: [
      "cli",
      "bot",
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
      "errors.ts",
    ],
  },
  "packages/core-ffi": {
    order: [
      "library",
      "database.ts",
      "files.ts",
      "os-lock.ts",
      "stub",
      "threads",
      "guard.ts",
      "native",
      "errors.ts",
    ],
  },
  "packages/types": {
    order: [
      "parse",
      "gen",
      "command.ts",
      "syntax-json.ts",
      "syntax.ts",
      "syntax-error.ts",
      "validate",
      "schema",
      "schema.ts",
    ],
  },
  "tools/drift": {
    order: ["testing", "reference", "schema.ts", "deviations.ts", "compare.ts", "model.ts"],
  },
}
