import { ChatApi } from "@simplex-chat/api"
import { expect } from "../people/expect.ts"
import { friends } from "./friends.ts"
import { refuses } from "./refuses.ts"
import { scenario } from "./scenario.ts"

/** Calls, and the database itself. */
export const beyondMessages = [
  scenario("a call is offered and ended", { covers: ["r-errors/calls"] }, async (world) => {
    const { alice, bob, toBob, toAlice } = await friends(world)
    const type = { media: "audio", capabilities: { encryption: true } }
    await alice.api.sendChatCmd(`/_call invite ${toBob.ref} ${JSON.stringify(type)}`)
    await bob.hears("callInvitation")
    await bob.api.sendChatCmd(`/_call reject ${toAlice.ref}`)
    await alice.api.sendChatCmd(`/_call end ${toBob.ref}`)
    await refuses(bob.api.sendChatCmd(`/_call end ${toAlice.ref}`), "noCurrentCall")
  }),

  scenario(
    "a database is encrypted while the chat is stopped, and needs the key then",
    { covers: ["r-errors/after deletion of the storage, encryption"] },
    async (world) => {
      const api = await ChatApi.init(await world.openCore("yan"))
      await api.apiCreateActiveUser({ displayName: "yan", fullName: "" })
      await api.startChat()
      const encrypt = (currentKey: string) =>
        api.sendChatCmd(`/_db encryption ${JSON.stringify({ currentKey, newKey: "key" })}`)
      await refuses(encrypt(""), "chatNotStopped")
      await refuses(api.sendChatCmd("/_db delete"), "chatNotStopped")
      await api.stopChat()
      await refuses(encrypt("wrong"), "errorPlaintext")
      expect((await encrypt("")).type === "cmdOk", "it is encrypted")
      await refuses(api.sendChatCmd("/_start"), "chatStoreChanged")
      await api.close()
    },
  ),
]
