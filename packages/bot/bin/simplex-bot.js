#!/usr/bin/env node
// Stands here, and not in dist, so that a package manager finds it before the first build.
import "../dist/cli.js"
