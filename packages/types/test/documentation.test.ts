import { readFileSync } from "node:fs"
import { type ExportedDeclarations, type JSDoc, Node, Project, SyntaxKind } from "ts-morph"
import { describe, expect, test } from "vitest"
import { schema } from "../src/gen/schema.ts"

const project = new Project({ tsConfigFilePath: "tsconfig.build.json" })
const moduleAt = (path: string) => project.getSourceFileOrThrow(`src/gen/${path}`)
const json = readFileSync("schema/api.json", "utf8")

/** The comments of a declaration; a constant's are at its statement. */
function docsOf(declaration: ExportedDeclarations): JSDoc[] {
  const statement = Node.isVariableDeclaration(declaration)
    ? declaration.getVariableStatementOrThrow()
    : declaration
  return Node.isJSDocable(statement) ? statement.getJsDocs() : []
}

describe("documentation", () => {
  test.each(["types/index.ts", "commands/index.ts", "responses.ts", "events.ts", "schema.ts"])(
    "is at every exported name of %s",
    (path) => {
      const bare = [...moduleAt(path).getExportedDeclarations()].filter(([, declarations]) =>
        declarations.some(
          // A namespace of members adds to a type, whose documentation is its own.
          (declaration) =>
            !Node.isModuleDeclaration(declaration) && docsOf(declaration).length === 0,
        ),
      )
      expect(bare.map(([name]) => name)).toEqual([])
    },
  )

  test("has no tags but those that it means, and none of them is empty", () => {
    const files = project.getSourceFiles("src/gen/**/*.ts")
    const docs = files.flatMap((file) => file.getDescendantsOfKind(SyntaxKind.JSDoc))
    const tags = docs.flatMap((doc) => doc.getTags())
    expect(tags.length).toBeGreaterThanOrEqual(schema.commands.length)
    const odd = tags.filter(
      (tag) => tag.getTagName() !== "remarks" || (tag.getCommentText() ?? "") === "",
    )
    expect(odd.map((tag) => tag.getText())).toEqual([])
  })

  const { commands } = JSON.parse(json) as { commands: { name: string; syntax: string }[] }
  test.each(commands)("an editor shows the whole syntax of $name", ({ name, syntax }) => {
    const [type] = moduleAt("commands/index.ts").getExportedDeclarations().get(name) ?? []
    if (!Node.isInterfaceDeclaration(type)) throw new Error(`${name} is no interface`)
    const info = project
      .getLanguageService()
      .compilerObject.getQuickInfoAtPosition(
        type.getSourceFile().getFilePath(),
        type.getNameNode().getStart(),
      )
    // What the type and the builder say is shown together.
    const shown = info?.tags?.map(({ text = [] }) => text.map((part) => part.text).join(""))
    const want = `Syntax: \`${syntax}\``
    expect(shown?.map((text) => text.replaceAll(/\s+/g, " "))).toEqual([want, want])
  })

  test("is left out of the schema that the code carries, and nothing more is", () => {
    const left = new Set(["$comment", "area", "category", "description", "network", "syntax"])
    const lean: unknown = JSON.parse(json, function (this: unknown, key, value: unknown) {
      return left.has(key) && !Array.isArray(this) ? undefined : value
    })
    expect(schema).toEqual(lean)
  })
})

describe("the README's section on the schema", () => {
  const [, section = ""] =
    /^## The schema$(.*?)^## /ms.exec(readFileSync("README.md", "utf8")) ?? []

  /** Every word of the schema's format; what an API's own names, `choice` and `gives` hold is none. */
  function wordsOf(value: unknown, words = new Set<string>()): Set<string> {
    if (Array.isArray(value)) for (const element of value) wordsOf(element, words)
    else if (typeof value === "object" && value !== null)
      for (const [key, inner] of Object.entries(value)) {
        words.add(key)
        if (["as", "kind", "network"].includes(key)) words.add(String(inner))
        if (!["choice", "gives", "of", "only"].includes(key)) wordsOf(inner, words)
        if (key === "type" && typeof inner === "string") words.add(inner)
      }
    return words
  }

  test("defines every word of it", () => {
    const words = [...wordsOf(JSON.parse(json))].filter((word) => word !== "$comment")
    const kinds = { record: "A record", enum: "an enumeration", union: "a union" }
    const isDefined = (word: string) =>
      section.includes(`\`${word}\``) ||
      section.includes(`"${word}"`) ||
      (word in kinds && section.includes(kinds[word as keyof typeof kinds]))
    expect(words.length).toBeGreaterThan(50)
    expect(words.filter((word) => !isDefined(word))).toEqual([])
  })
})
