import type { T } from "@simplex-chat/types"
import type { DrivenPerson } from "../people/driven/driven-person.ts"
import { expect } from "../people/expect.ts"
import { friends } from "./friends.ts"
import { refuses } from "./refuses.ts"
import { scenario } from "./scenario.ts"

/** What links lead to, before and after they are used. */
export const links = [
  scenario(
    "the plan of an address shows who it belongs to",
    { covers: ["p-links/contact address"] },
    async (world) => {
      const [alice, bob] = [await world.person("alice"), await world.person("bob")]
      const plan = await planOf(bob, await alice.address())
      expect(plan.type === "contactAddress", "it is an address")
      const { contactAddressPlan } = plan
      expect(contactAddressPlan.type === "ok", "bob can connect")
      const name = contactAddressPlan.contactSLinkData_?.profile.displayName
      expect(name === "alice", "the link carries the profile")
    },
  ),

  scenario(
    "one's own address is known as such",
    { covers: ["p-links/contact address"] },
    async (world) => {
      const alice = await world.person("alice")
      const plan = await planOf(alice, await alice.address())
      expect(
        plan.type === "contactAddress" && plan.contactAddressPlan.type === "ownLink",
        "it is one's own",
      )
    },
  ),

  scenario(
    "one's own invitation is known as such",
    { covers: ["p-links/one's own one-time link"] },
    async (world) => {
      const alice = await world.person("alice")
      const plan = await planOf(alice, await alice.oneTimeLink())
      expect(
        plan.type === "invitationLink" && plan.invitationLinkPlan.type === "ownLink",
        "it is one's own",
      )
    },
  ),

  scenario("a used invitation is gone", { covers: ["p-links/one-time links"] }, async (world) => {
    const [alice, bob] = [await world.person("alice"), await world.person("bob")]
    const carol = await world.person("carol")
    const link = await alice.oneTimeLink()
    await bob.open(link)
    await alice.friend("bob")
    await bob.friend("alice")
    await refuses(planOf(carol, link), "SMP AUTH")
    await refuses(carol.open(link), "SMP AUTH")
  }),

  scenario(
    "a deleted address leads nowhere",
    { covers: ["p-links/deleted address"] },
    async (world) => {
      const [alice, bob] = [await world.person("alice"), await world.person("bob")]
      const link = await alice.address()
      await alice.api.apiDeleteUserAddress(alice.userId)
      await refuses(planOf(bob, link), "SMP AUTH")
      expect((await alice.api.apiGetUserAddress(alice.userId)) === undefined, "alice has none")
    },
  ),

  scenario(
    "a contact is found by its address",
    { covers: ["p-links/contact address"] },
    async (world) => {
      const { alice, bob } = await friends(world)
      const plan = await planOf(bob, await alice.address())
      expect(
        plan.type === "contactAddress" && plan.contactAddressPlan.type === "known",
        "the contact is known",
      )
    },
  ),

  scenario(
    "the plan of a group link shows the group",
    { covers: ["p-links/group links"] },
    async (world) => {
      const [alice, bob] = [await world.person("alice"), await world.person("bob")]
      const atAlice = await alice.group("club")
      const link = await alice.api.apiCreateGroupLink(atAlice.target.chatId, "member")
      const plan = await planOf(bob, link)
      expect(plan.type === "groupLink" && plan.groupLinkPlan.type === "ok", "bob can join")
      await bob.open(link)
      await bob.member("club")
      const known = await planOf(bob, link)
      expect(
        known.type === "groupLink" && known.groupLinkPlan.type === "known",
        "a member knows the group",
      )
      const own = await planOf(alice, link)
      expect(own.type === "groupLink" && own.groupLinkPlan.type === "ownLink", "it is alice's own")
    },
  ),

  scenario(
    "what is no link is refused",
    { covers: ["p-links/malformed links", "e-errors/bad links"] },
    async (world) => {
      const bob = await world.person("bob")
      for (const text of ["notalink", "https://example.com", "mailto:a@example.com"]) {
        await refuses(planOf(bob, text), "invalidConnReq")
      }
    },
  ),
]

async function planOf(person: DrivenPerson, link: string): Promise<T.ConnectionPlan> {
  return (await person.api.apiConnectPlan(person.userId, link)).connectionPlan
}
