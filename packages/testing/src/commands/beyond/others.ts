import { acceptMemberContact } from "../../receive/member-contacts.ts"
import { commandFailed, NotSimulatedError } from "../../simulation/failure.ts"
import { incognitoRefused } from "../addresses.ts"
import { contactCommands } from "../contacts.ts"
import { connectPreparedGroup, prepareGroup } from "../prepared-groups.ts"
import { type BeyondCommand, command } from "./command.ts"

export const otherCommands: readonly BeyondCommand[] = [
  command("/_accept member contact @", /^(\d+)$/, (chat, [id]) =>
    acceptMemberContact(chat, Number(id)),
  ),
  command("/_accept incognito=", /^(on|off) (\d+)$/, (chat, [onOff, id]) => {
    if (onOff === "on") throw incognitoRefused()
    return contactCommands.APIAcceptContact(chat, { contactReqId: Number(id) })
  }),
  { head: "/_prepare group ", answer: prepareGroup },
  { head: "/_connect group ", answer: connectPreparedGroup },
  command("/_connect contact @", /^(\d+)/, (chat, [id]) => {
    chat.contact(chat.runningUser(), Number(id))
    throw new NotSimulatedError("/_connect contact")
  }),
  command("//", /^/, () => {
    throw commandFailed("not supported")
  }),
]
