import { ChatApi } from "@simplex-chat/api"
import { expect, onTestFinished, test } from "vitest"
import { createNetwork } from "../src/index.ts"

async function twoPeople() {
  const network = createNetwork()
  const open = async (displayName: string) => {
    const api = await ChatApi.init(network.openCore())
    onTestFinished(() => api.close({ settleMs: 0 }))
    const { userId } = await api.apiCreateActiveUser({ displayName, fullName: "" })
    await api.startChat()
    return { api, userId }
  }
  return { network, alice: await open("alice"), bob: await open("bob") }
}

test("an invitation resolves to the person who used it, though others connect at the same time", async () => {
  const { network, alice, bob } = await twoPeople()
  const invitation = await alice.api.invite()
  const other = await alice.api.invite()
  await (await network.person("carol")).connectTo(other.link)
  const seen = await bob.api.connectTo(invitation.link)
  expect(seen.localDisplayName).toBe("alice")
  const came = await invitation.connected()
  expect(came.localDisplayName).toBe("bob")
  expect((await other.connected()).localDisplayName).toBe("carol")
  // The link of a known person leads to the contact.
  await bob.api.apiSendTextMessage(seen, "hello")
})

test("a request that waits is listed, accepted, and then listed no more", async () => {
  const { alice, bob } = await twoPeople()
  const { connShortLink, connFullLink } = await alice.api.apiCreateUserAddress(alice.userId)
  const address = connShortLink ?? connFullLink
  const connected = bob.api.connectTo(address)
  await alice.api.waitFor("receivedContactRequest")
  const [request, ...others] = await alice.api.pendingContactRequests()
  expect(others).toEqual([])
  expect(request?.displayName).toBe("bob")
  await alice.api.apiAcceptContactRequest(request?.contactRequestId ?? 0)
  expect((await connected).localDisplayName).toBe("alice")
  expect(await alice.api.pendingContactRequests()).toEqual([])
  expect((await bob.api.connectTo(address)).localDisplayName).toBe("alice")
})
