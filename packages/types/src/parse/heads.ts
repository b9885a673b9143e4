import type { CommandSchema, GrammarNode } from "../schema.ts"

/** The commands by the word that they begin with, so that few grammars are tried on a text. */
export class Heads {
  readonly #byWord = new Map<string, CommandSchema[]>()
  readonly #heads: { head: string; command: CommandSchema }[] = []

  constructor(commands: readonly CommandSchema[]) {
    for (const command of commands) {
      for (const head of headsOf(command)) {
        this.#heads.push({ head, command })
        const word = firstWord(head)
        const sharing = this.#byWord.get(word) ?? []
        if (!sharing.includes(command)) this.#byWord.set(word, [...sharing, command])
      }
    }
  }

  /** The commands that can begin like `text`, in the schema's order. */
  candidates(text: string): readonly CommandSchema[] {
    return this.#byWord.get(firstWord(text)) ?? []
  }

  /** The command that begins most like `text`, when at least five characters are alike. */
  nearest(text: string): { command: CommandSchema; head: string; position: number } | undefined {
    let nearest: ReturnType<Heads["nearest"]>
    for (const { head, command } of this.#heads) {
      const position = alike(head, text)
      if (position > (nearest?.position ?? 4)) nearest = { command, head, position }
    }
    return nearest
  }
}

/** How the texts of a command begin; the first is how a builder writes it. */
export function headsOf({ grammar: [first] }: CommandSchema): [string, ...string[]] {
  return isLiteral(first) ? [first.literal, ...(first.reads ?? [])] : [""]
}

function isLiteral(
  node: GrammarNode | undefined,
): node is Extract<GrammarNode, { literal: string }> {
  return node !== undefined && "literal" in node
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
