import type { CommandSchema, GrammarNode, Schema, ShorthandSchema } from "../schema.ts"

/** One way to write a command: with all its parameters, or as a text for people. */
export interface Way {
  readonly command: CommandSchema
  readonly nodes: readonly GrammarNode[]
  /** How its text begins; the first is how a builder writes it. */
  readonly heads: readonly [string, ...string[]]
  /** Only for a text for people. */
  readonly shorthand?: ShorthandSchema
}

/** The ways to write commands by the word that they begin with, so that few are tried on a text. */
export class Heads {
  readonly #byWord = new Map<string, Way[]>()
  readonly #ways: readonly Way[]

  constructor({ commands, shorthands = [] }: Schema) {
    const full = commands.map((command) => ({
      command,
      nodes: command.grammar,
      heads: headsOf(command.grammar),
    }))
    const byName = new Map(commands.map((command) => [command.name, command]))
    const short = shorthands.flatMap((shorthand) => {
      const command = byName.get(shorthand.command)
      const { nodes } = shorthand
      return command === undefined ? [] : [{ command, nodes, heads: headsOf(nodes), shorthand }]
    })
    this.#ways = [...full, ...short]
    for (const way of this.#ways) {
      for (const word of new Set(way.heads.map(firstWord))) {
        const sharing = this.#byWord.get(word)
        if (sharing === undefined) this.#byWord.set(word, [way])
        else sharing.push(way)
      }
    }
  }

  /** The ways that can begin like `text`: the commands first, then the texts for people. */
  candidates(text: string): readonly Way[] {
    return this.#byWord.get(firstWord(text)) ?? []
  }

  /** The command that begins most like `text`, when at least five characters are alike. */
  nearest(text: string): { command: CommandSchema; head: string; position: number } | undefined {
    let nearest: ReturnType<Heads["nearest"]>
    for (const { heads, command } of this.#ways) {
      for (const head of heads) {
        const position = alike(head, text)
        if (position > (nearest?.position ?? 4)) nearest = { command, head, position }
      }
    }
    return nearest
  }
}

/** How the texts of a grammar begin; the first is how a builder writes it. */
function headsOf([first, ...rest]: readonly GrammarNode[]): [string, ...string[]] {
  if (first !== undefined && "literal" in first) {
    const [next] = rest
    const words = first.literal === "/" && next !== undefined ? wordsOf(next) : []
    const [word, ...others] = words.map((text) => `/${text}`)
    return word === undefined ? [first.literal, ...(first.reads ?? [])] : [word, ...others]
  }
  const ways = waysOf(first)
  if (ways === undefined) return [""]
  const [head = "", ...others] = ways.flatMap((nodes) => headsOf([...nodes, ...rest]))
  return [head, ...others]
}

/** The texts of a choice: commands can differ in their first word alone. */
function wordsOf(node: GrammarNode): string[] {
  return "param" in node && node.as === "choice" ? Object.values(node.of ?? {}) : []
}

/** How a part can begin that does not begin in one way. */
function waysOf(node: GrammarNode | undefined): (readonly GrammarNode[])[] | undefined {
  if (node === undefined) return undefined
  if ("anyOf" in node) return node.anyOf.map(({ nodes }) => nodes)
  if ("either" in node) return [node.either, ...node.reads.map(({ nodes }) => nodes)]
  return "optional" in node && node.else !== undefined ? [node.then, node.else] : undefined
}

/** `/_groups` of `/_groups 1` and of `/_groups1`: parameters never begin with a letter. */
function firstWord(text: string): string {
  return /^\/[A-Za-z_]*/.exec(text)?.[0] ?? ""
}

function alike(a: string, b: string): number {
  let length = 0
  while (length < a.length && a[length] === b[length]) length++
  return length
}
