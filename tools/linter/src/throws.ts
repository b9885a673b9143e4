// What a public function throws is part of its documentation, in one form: `@throws {RangeError}`.

import type { ESTree, Rule } from "@oxlint/plugins"

type Node = ESTree.Node

// What follows in braces may be several types: `{A | B}`.
const tag = /@throws\b(?!\s+\{[\w.]+(?:\s*\|\s*[\w.]+)*\})/g

/** A documented error has its type in braces, which editors and documentation generators read. */
export const throwsTag: Rule = {
  meta: { type: "problem", docs: { description: "documented errors have a type in braces" } },
  create: ({ sourceCode, report }) => ({
    Program() {
      for (const comment of sourceCode.getAllComments()) {
        if (comment.type !== "Block" || !comment.value.startsWith("*")) continue
        for (const { index } of comment.value.matchAll(tag)) {
          const start = comment.range[0] + 2 + index
          const loc = {
            start: sourceCode.getLocFromIndex(start),
            end: sourceCode.getLocFromIndex(start + "@throws".length),
          }
          report({ loc, message: "Write `@throws {Type} when ...`." })
        }
      }
    },
  }),
}

/**
 * What the body of an exported function or of a public method of an exported class throws with `new`,
 * its documentation names. Errors that are made elsewhere, such as by a function that it calls, are
 * out of this rule's sight. A method without documentation of its own in a class that implements or
 * extends something is documented there.
 */
export const throwsDocumented: Rule = {
  meta: { type: "problem", docs: { description: "thrown errors are documented" } },
  create: ({ sourceCode, report }) => {
    const docOf = (node: Node): string | undefined => {
      const comment = sourceCode.getCommentsBefore(node).at(-1)
      return comment?.type === "Block" && comment.value.startsWith("*") ? comment.value : undefined
    }
    const check = (name: string, doc: string | undefined, body: Node | null | undefined) => {
      if (body === null || body === undefined || doc?.includes("@internal") === true) return
      const documented = [...(doc ?? "").matchAll(/@throws\s+\{([^}]*)\}/g)].flatMap(([, types]) =>
        (types ?? "").split("|").map((type) => type.trim()),
      )
      for (const { type, node } of thrownIn(body))
        if (!documented.includes(type))
          report({ node, message: `The documentation of ${name} has no \`@throws {${type}}\`.` })
    }
    const checkClass = ({ body, superClass, implements: contracts }: ESTree.Class) => {
      const inherits = superClass !== null || (contracts ?? []).length > 0
      for (const member of body.body) {
        if (member.type !== "MethodDefinition" || isHidden(member)) continue
        const doc = docOf(member)
        if (doc === undefined && inherits && member.kind !== "constructor") continue
        check(sourceCode.getText(member.key), doc, member.value.body)
      }
    }
    return {
      ExportNamedDeclaration(node) {
        const { declaration } = node
        if (declaration?.type === "ClassDeclaration") checkClass(declaration)
        if (declaration?.type === "FunctionDeclaration")
          check(declaration.id?.name ?? "this function", docOf(node), declaration.body)
        if (declaration?.type !== "VariableDeclaration") return
        for (const { id, init } of declaration.declarations)
          if (init?.type === "ArrowFunctionExpression" || init?.type === "FunctionExpression")
            check(sourceCode.getText(id), docOf(node), init.body)
      },
    }
  },
}

function isHidden({ key, accessibility }: ESTree.MethodDefinition): boolean {
  return key.type === "PrivateIdentifier" || accessibility === "private"
}

interface Thrown {
  readonly type: string
  readonly node: Node
}

/** The errors that a body throws with `new`, and does not catch itself. */
function thrownIn(node: Node): Thrown[] {
  switch (node.type) {
    case "FunctionDeclaration":
    case "FunctionExpression":
    case "ArrowFunctionExpression":
    case "ClassDeclaration":
    case "ClassExpression":
      return []
    case "TryStatement":
      return [node.handler === null ? node.block : node.handler.body, node.finalizer]
        .filter((part) => part !== null)
        .flatMap(thrownIn)
    case "ThrowStatement": {
      const { argument } = node
      if (argument.type !== "NewExpression" || argument.callee.type !== "Identifier") return []
      return [{ type: argument.callee.name, node }]
    }
    default:
      return childrenOf(node).flatMap(thrownIn)
  }
}

function childrenOf(node: Node): Node[] {
  return Object.entries(node)
    .filter(([key]) => key !== "parent")
    .flatMap(([, value]) => (Array.isArray(value) ? (value as unknown[]) : [value as unknown]))
    .filter(isNode)
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value
}
