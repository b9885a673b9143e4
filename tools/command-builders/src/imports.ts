import { posix } from "node:path"
import type { ImportDeclarationStructure, OptionalKind } from "ts-morph"

/** What builders call, by the module below `src` that exports it. */
const runtime = new Map(
  Object.entries({
    "command.ts": ["Command", "TextForm"],
    "syntax-error.ts": ["fail"],
    "syntax-json.ts": ["json", "jsonData"],
    "syntax.ts": "absent bool choice number numbers onOff rest symbol utcTime withText word".split(
      " ",
    ),
    "syntax-text.ts": "cryptoFile digits image link menu name texts words".split(" "),
  }).flatMap(([module, names]) => names.map((name) => [name, module] as const)),
)

/**
 * The imports that a module in `src/gen` needs.
 *
 * @param homes the module in `src/gen` that declares each type
 * @throws {Error} when nothing declares a name
 */
export function importsOf(
  uses: ReadonlySet<string>,
  path: string,
  homes: ReadonlyMap<string, string>,
): OptionalKind<ImportDeclarationStructure>[] {
  const modules = new Map<string, string[]>()
  for (const name of [...uses].toSorted()) {
    const helper = runtime.get(name)
    const home = helper === undefined ? homes.get(name) : `../${helper}`
    if (home === undefined) throw new Error(`${path} uses ${name}, which nothing declares`)
    if (home !== path) modules.set(home, [...(modules.get(home) ?? []), name])
  }
  return [...modules]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([home, namedImports]) => ({
      isTypeOnly: home === "../command.ts",
      namedImports,
      moduleSpecifier: relative(posix.dirname(path), home),
    }))
}

function relative(from: string, to: string): string {
  const path = posix.relative(from, to)
  return path.startsWith(".") ? path : `./${path}`
}
