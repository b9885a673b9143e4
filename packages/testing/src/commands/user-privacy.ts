import type { CR } from "@simplex-chat/types"
import { createHash, randomBytes } from "node:crypto"
import type { Chat } from "../chat/chat.ts"
import { failed } from "../simulation/failure.ts"
import type { UserRow } from "../store/rows.ts"
import type { Handlers } from "./handlers.ts"

/** Users who are hidden behind a password, and users whose messages are not notified. */
export const userPrivacyCommands = {
  APIHideUser(chat, { userId, viewPwd }) {
    chat.activeUser()
    const user = knownUser(chat, userId)
    // Looked at before the password: an empty one gets the same answer (o-users 151 to 154).
    if (user.viewPwdHash !== undefined) throw failed({ type: "userAlreadyHidden", userId })
    if (viewPwd === "") throw failed({ type: "emptyUserPassword", userId })
    // Hidden users do not count: the last visible one cannot be hidden (o-users 817).
    const visible = chat.state.users.filter((one) => one.viewPwdHash === undefined)
    if (visible.length <= 1) throw failed({ type: "cantHideLastUser", userId })
    const salt = randomBytes(16).toString("base64url")
    chat.state.users.update(user, {
      viewPwdHash: { hash: hashOf(viewPwd, salt), salt },
      showNtfs: false,
    })
    return changed(chat, user)
  },

  APIUnhideUser(chat, { userId, viewPwd }) {
    chat.activeUser()
    const user = knownUser(chat, userId)
    if (user.viewPwdHash === undefined) throw failed({ type: "userNotHidden", userId })
    checkPassword(user, viewPwd)
    delete user.viewPwdHash
    chat.state.users.update(user, { showNtfs: true })
    return changed(chat, user)
  },

  APIMuteUser: (chat, { userId }) => notify(chat, userId, false),
  APIUnmuteUser: (chat, { userId }) => notify(chat, userId, true),
} satisfies Partial<Handlers>

function notify(chat: Chat, userId: number, showNtfs: boolean): CR.UserPrivacy {
  chat.activeUser()
  const user = knownUser(chat, userId)
  if (user.viewPwdHash !== undefined) throw failed({ type: "hiddenUserAlwaysMuted", userId })
  chat.state.users.update(user, { showNtfs })
  return changed(chat, user)
}

function changed(chat: Chat, updated: UserRow): CR.UserPrivacy {
  const [user, updatedUser] = [chat.wire(chat.activeUser()), chat.wire(updated)]
  return { type: "userPrivacy", user, updatedUser }
}

/** Without its password a hidden user is as unknown as one that is not there (o-users 161). */
export function checkPassword({ viewPwdHash }: UserRow, viewPwd: string | undefined): void {
  if (viewPwdHash === undefined) return
  if (viewPwd === undefined || hashOf(viewPwd, viewPwdHash.salt) !== viewPwdHash.hash)
    throw failed({ type: "userUnknown" })
}

export function knownUser(chat: Chat, userId: number): UserRow {
  const user = chat.state.users.get(userId)
  if (user === undefined) throw failed({ type: "userUnknown" })
  return user
}

function hashOf(password: string, salt: string): string {
  return createHash("sha512").update(password).update(salt).digest("base64url")
}
