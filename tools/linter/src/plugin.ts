// The linter's rules of our own; .oxlintrc.json turns them on.

import { definePlugin } from "@oxlint/plugins"
import { throwsDocumented, throwsTag } from "./throws.ts"

export default definePlugin({
  meta: { name: "house" },
  rules: { "throws-tag": throwsTag, "throws-documented": throwsDocumented },
})
