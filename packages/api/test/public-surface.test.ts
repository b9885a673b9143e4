import { existsSync } from "node:fs"
import { fileURLToPath } from "node:url"
import ts from "typescript"
import { expect, test } from "vitest"

// The declarations as they are published. Needs `pnpm build`.
const file = fileURLToPath(new URL("../dist/index.d.ts", import.meta.url))

function published() {
  const program = ts.createProgram([file], {
    strict: true,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    lib: ["lib.es2023.d.ts"],
    types: ["node"],
  })
  const source = program.getSourceFile(file)
  if (source === undefined) throw new Error(`${file} is not there`)
  return { checker: program.getTypeChecker(), source }
}

const isAny = ({ flags }: ts.Type): boolean => (flags & ts.TypeFlags.Any) !== 0
const isMethod = ({ flags }: ts.Symbol): boolean => (flags & ts.SymbolFlags.Method) !== 0

test("nothing in the public surface is any", () => {
  expect(existsSync(file)).toBe(true)
  const { checker, source } = published()
  const found: string[] = []
  let seen = 0
  const visit = (node: ts.Node): void => {
    // The parser calls these type nodes, too, but they are no types by themselves.
    const isPart = ts.isTemplateLiteralTypeSpan(node) || ts.isExpressionWithTypeArguments(node)
    if (ts.isTypeNode(node) && !isPart) {
      seen++
      if (isAny(checker.getTypeFromTypeNode(node))) {
        const { line } = source.getLineAndCharacterOfPosition(node.getStart())
        found.push(`${line + 1}: ${node.getText()}`)
      }
    }
    const isValue =
      ts.isParameter(node) || ts.isPropertyDeclaration(node) || ts.isMethodDeclaration(node)
    if (isValue && node.type === undefined && !ts.isPrivateIdentifier(node.name)) {
      const isPrivate = (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Private) !== 0
      if (!isPrivate && isAny(checker.getTypeAtLocation(node))) found.push(node.getText())
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  expect(seen).toBeGreaterThan(500)
  expect(found).toEqual([])
})

test("every public method is documented: what it does, and what it throws or gives", () => {
  const { checker, source } = published()
  const chatApi = checker
    .getExportsOfModule(checker.getSymbolAtLocation(source)!)
    .find(({ name }) => name === "ChatApi")!
  const methods = checker
    .getDeclaredTypeOfSymbol(chatApi)
    .getProperties()
    .filter((symbol) => isMethod(symbol) && !symbol.name.startsWith("__"))
  expect(methods.length).toBeGreaterThan(70)
  const undocumented = methods.filter(
    (method) => ts.displayPartsToString(method.getDocumentationComment(checker)) === "",
  )
  expect(undocumented.map(({ name }) => name)).toEqual([])
  const commands = methods.filter(({ name }) => name.startsWith("api"))
  const throwless = commands.filter(
    (method) => !method.getJsDocTags(checker).some(({ name }) => name === "throws"),
  )
  expect(throwless.map(({ name }) => name)).toEqual([])
})
