/** What is read of a package.json. */
export interface Manifest {
  readonly name: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

/**
 * Finds what a package depends on although it is not below it. Dependencies for development are
 * free: the tests of a package may use those above it.
 *
 * @param order rows of packages, from the top down
 * @returns one line per problem; empty when all is well
 */
export function upwardDependencies(
  { name, dependencies, optionalDependencies, peerDependencies }: Manifest,
  order: readonly (readonly string[])[],
): string[] {
  const row = order.findIndex((names) => names.includes(name))
  if (row < 0) return [`${name} is in no layer: list it in tools/layers/src/layers.ts`]
  const below = order.slice(row + 1).flat()
  const ours = Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })
  return ours
    .filter((other) => other.startsWith("@simplex-chat/") && !below.includes(other))
    .map((other) => `${name} depends on ${other}, which is not below it`)
}
