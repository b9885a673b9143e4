import { acceptMemberContact } from "../../receive/member-contacts.ts"
import { commandFailed } from "../../simulation/failure.ts"
import { incognitoRefused } from "../addresses.ts"
import { contactCommands } from "../contacts.ts"
import { type BeyondCommand, command } from "./command.ts"

export const otherCommands: readonly BeyondCommand[] = [
  command("/_accept member contact @", /^(\d+)$/, (chat, [id]) =>
    acceptMemberContact(chat, Number(id)),
  ),
  command("/_accept incognito=", /^(on|off) (\d+)$/, (chat, [onOff, id]) => {
    if (onOff === "on") throw incognitoRefused()
    return contactCommands.APIAcceptContact(chat, { contactReqId: Number(id) })
  }),
  command("//", /^/, () => {
    throw commandFailed("not supported")
  }),
]
