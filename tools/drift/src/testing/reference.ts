// The reference of the declared version, saved by `drift --save`: its facts without its texts.

import { readFileSync } from "node:fs"
import type { Api } from "../model.ts"

const file = new URL("../../fixtures/reference.json", import.meta.url)

/** What the reference says of every command, response, event and type. */
export const reference = JSON.parse(readFileSync(file, "utf8")) as Api
