#!/usr/bin/env node
// Part of each package's `lint`: run in the package's folder, it fails on imports that point upward.

import { readFileSync } from "node:fs"
import { relative } from "node:path"
import { fileURLToPath } from "node:url"
import { upwardImports } from "./check.ts"
import { upwardDependencies, type Manifest } from "./dependencies.ts"
import { layers, packages } from "./layers.ts"

const root = fileURLToPath(new URL("../../..", import.meta.url))
const name = relative(root, process.cwd()).replaceAll("\\", "/")
const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Manifest
const problems = [
  ...(name.startsWith("packages/") ? upwardDependencies(manifest, packages) : []),
  ...(await upwardImports(process.cwd(), layers[name] ?? { order: [] })),
]
for (const problem of problems) console.error(`${name}: ${problem}`)
if (problems.length > 0) process.exitCode = 1
