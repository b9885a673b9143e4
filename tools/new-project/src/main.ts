#!/usr/bin/env node
// `node tools/new-project/src/main.ts FOLDER [TOOL ...]`: packs the packages of a bot into
// FOLDER/packages, and what they and the tools need of the registry into FOLDER/registry.

import { join, relative, resolve } from "node:path"
import { pack } from "../../release/src/pack.ts"
import { needs, published, root, type Package } from "../../release/src/packages.ts"
import { lockedFor } from "./lockfile.ts"
import { writeRegistry } from "./registry-files.ts"

const [folder = "", ...tools] = process.argv.slice(2)

/** What a project with a bot and a test uses. */
const used = ["@simplex-chat/bot", "@simplex-chat/testing"]

function closure(all: readonly Package[], names: readonly string[]): Set<string> {
  const found = new Set(names)
  for (const name of found) {
    const one = all.find(({ manifest }) => manifest.name === name)
    for (const other of Object.keys(one === undefined ? {} : needs(one.manifest)))
      if (all.some(({ manifest }) => manifest.name === other)) found.add(other)
  }
  return found
}

const all = published(root)
const wanted = closure(all, used)
const chosen = all.filter(({ manifest }) => wanted.has(manifest.name))
await pack(root, resolve(folder, "packages"), {
  only: ({ manifest }) => Promise.resolve(wanted.has(manifest.name)),
})
const folders = chosen.map((one) => relative(root, one.folder).replaceAll("\\", "/"))
await writeRegistry(root, join(resolve(folder), "registry"), lockedFor(root, folders, tools))
