#!/usr/bin/env node
// Here, and not in dist, so that a package manager finds it before the first build. An old Node
// could fail on anything that is imported statically, before it says what is wrong.
import { onCurrentNode } from "../dist/node-version.js"

await onCurrentNode(() => import("../dist/cli/main.js"))
