import { beyondMessages } from "./beyond-messages.ts"
import { answering } from "./bots/answering.ts"
import { examples } from "./bots/examples.ts"
import { lasting } from "./bots/lasting.ts"
import { several } from "./bots/several.ts"
import { channelEvents } from "./channel-events.ts"
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
import { refusals } from "./refusals/index.ts"
import { filesAndPrivacy } from "./situations/files-and-privacy.ts"
import { firstContact } from "./situations/first-contact.ts"
import { inGroups } from "./situations/in-groups.ts"
import { phones } from "./situations/phones.ts"
import { sending } from "./situations/sending.ts"
import { trouble } from "./situations/trouble.ts"
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
  channelEvents,
  files,
  texts,
  users,
  beyondMessages,
  errors,
  refusals,
  "bots, answering": answering,
  "bots, lasting": lasting,
  "bots, examples": examples,
  "bots, several": several,
  "situations, first contact": firstContact,
  "situations, phones": phones,
  "situations, groups": inGroups,
  "situations, files and privacy": filesAndPrivacy,
  "situations, sending": sending,
  "situations, trouble": trouble,
}
