import { type ClassDeclaration, Node } from "ts-morph"
import type { PublicSources } from "../public-sources.ts"
import { remedies } from "../remedies.ts"
import { type Page, prose } from "./page.ts"

/** An error class that a package exports. */
export interface ErrorClass {
  readonly name: string
  readonly from: string
  /** The class it extends, if that one is exported as well. */
  readonly parent: string | undefined
  /** What its docstring says. */
  readonly cause: string
}

/** Every error class of the published packages, each where it is declared. */
export function errorClasses(sources: PublicSources): ErrorClass[] {
  const found = new Map<string, ErrorClass>()
  for (const [from, source] of sources) {
    for (const [name, declarations] of source.getExportedDeclarations()) {
      const [declared] = declarations
      if (declared === undefined || !Node.isClassDeclaration(declared)) continue
      const isOwn = declared.getSourceFile().getFilePath().includes(`/packages/${from}/`)
      if (!isOwn || !isError(declared)) continue
      const parent = declared.getBaseClass()?.getName()
      found.set(`${from} ${name}`, { name, from, parent, cause: docOf(declared) })
    }
  }
  return [...found.values()]
}

function isError(declared: ClassDeclaration): boolean {
  const base = declared.getExtends()?.getExpression().getText()
  if (base === undefined) return false
  return (
    base === "Error" ||
    (declared.getBaseClass() !== undefined && isError(declared.getBaseClass() as ClassDeclaration))
  )
}

const docOf = (declared: ClassDeclaration): string =>
  declared
    .getJsDocs()
    .map((doc) => doc.getDescription().trim())
    .join("\n\n")

/** Each error with its cause and what to do. @throws {Error} when one has no remedy */
export function errorsPage(sources: PublicSources): Page {
  const all = errorClasses(sources)
  const sections = [...new Set(all.map(({ from }) => from))].map((from) => {
    const own = all
      .filter((one) => one.from === from)
      .toSorted((a, b) => a.name.localeCompare(b.name))
    return `## @simplex-chat/${from}\n\n${own.map(section).join("\n\n")}`
  })
  return {
    path: "errors.md",
    title: "Errors",
    description: "Every error class: what causes it, and what to do about it",
    order: 3,
    body: `Which error did you get? Find its class here: it is the first word of the message in a log. Tell errors apart with \`instanceof\`.\n\n${sections.join("\n\n")}`,
  }
}

function section({ name, from, parent, cause }: ErrorClass): string {
  const remedy = remedies[from]?.[name]
  if (remedy === undefined)
    throw new Error(`tools/remedies.ts does not say what to do about ${name} of ${from}`)
  const kind = parent === undefined ? "" : `Extends \`${parent}\`.\n\n`
  return `### ${name}\n\n${prose(cause)}\n\n${kind}**What to do:** ${prose(remedy)}`
}
