import { build } from "esbuild"
import { describe, expect, test } from "vitest"
import { schema } from "../../src/gen/schema.ts"

// What an application carries of the built package, by its subpaths. Needs `pnpm build`.

async function sizeOf(code: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: import.meta.dirname, loader: "ts" },
    bundle: true,
    minify: true,
    format: "esm",
    write: false,
  })
  return outputFiles.reduce((sum, { contents }) => sum + contents.length, 0)
}

const commands = `"@simplex-chat/types/commands"`

describe("an application that uses one builder", () => {
  test.each([
    `import * as CC from ${commands}; console.log(CC.APICreateMyAddress.cmdString({ userId: 1 }))`,
    `import { APICreateMyAddress } from ${commands}; export { APICreateMyAddress }`,
  ])("carries less than 400 bytes for APICreateMyAddress: %s", async (code) => {
    expect(await sizeOf(code)).toBeLessThan(400)
  })

  test.each(schema.commands)("carries at most 1.4 kB for $name", async ({ name }) => {
    const size = await sizeOf(`import * as CC from ${commands}; console.log(CC.${name}.cmdString)`)
    expect(size).toBeLessThanOrEqual(1400)
  })
})

describe("an application that uses types alone", () => {
  const rest = `; let ref: T.ChatRef | undefined; console.log(ref)`

  test.each(["@simplex-chat/types", "@simplex-chat/types/types"])(
    "carries nothing of %s",
    async (path) => {
      const bare = await sizeOf(`let ref: unknown; console.log(ref)`)
      const name = path.endsWith("/types/types") ? "* as T" : "{ T }"
      expect(await sizeOf(`import type ${name} from "${path}"${rest}`)).toBe(bare)
      expect(await sizeOf(`import ${name} from "${path}"${rest}`)).toBe(bare)
    },
  )
})
