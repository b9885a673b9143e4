// The linter's rules of our own; .oxlintrc.json turns them on.

import type { Plugin } from "@oxlint/plugins"
import { throwsDocumented, throwsTag } from "./throws.ts"

export default {
  meta: { name: "house" },
  rules: { "throws-tag": throwsTag, "throws-documented": throwsDocumented },
} satisfies Plugin
