import { answering } from "./bots/answering.ts"
import { examples } from "./bots/examples.ts"
import { lasting } from "./bots/lasting.ts"
import { channels } from "./channels.ts"
import { direct } from "./direct.ts"
import { errors } from "./errors.ts"
import { files } from "./files.ts"
import { firstRun } from "./first-run.ts"
import { groups } from "./groups.ts"
import { history } from "./history.ts"
import { links } from "./links.ts"
import type { Scenario } from "./scenario.ts"
import { prepared } from "./prepared.ts"
import { texts } from "./texts.ts"
import { users } from "./users.ts"

/** Every scenario, by area. */
export const areas: Readonly<Record<string, readonly Scenario[]>> = {
  firstRun,
  direct,
  links,
  prepared,
  groups,
  history,
  channels,
  files,
  texts,
  users,
  errors,
  "bots, answering": answering,
  "bots, lasting": lasting,
  "bots, examples": examples,
}
