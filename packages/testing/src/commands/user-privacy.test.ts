import { expect, test } from "vitest"
import { createNetwork } from "../index.ts"

/** Alice with a second user, who is active. */
async function aliceAndWork() {
  const network = createNetwork()
  const alice = await network.person("alice")
  const { user } = await alice.command(
    '/_create user {"profile":{"displayName":"work","fullName":""},"pastTimestamp":false}',
    "activeUser",
  )
  return { alice, work: user.userId }
}

test("a hidden user is found with the password alone", async () => {
  const { alice, work } = await aliceAndWork()
  const { updatedUser } = await alice.command(`/_hide user ${work} "secret"`, "userPrivacy")
  expect(updatedUser).toMatchObject({ showNtfs: false, viewPwdHash: { hash: expect.any(String) } })
  expect(JSON.stringify(updatedUser)).not.toContain("secret")
  await alice.command("/_user 1", "activeUser")
  for (const text of [`/_user ${work}`, `/_user ${work} "wrong"`, `/_unhide user ${work} "wrong"`])
    expect(await alice.core.sendCommand(text)).toContain("userUnknown")
  await alice.command(`/_user ${work} "secret"`, "activeUser")
  const shown = await alice.command(`/_unhide user ${work} "secret"`, "userPrivacy")
  expect(shown.updatedUser).not.toHaveProperty("viewPwdHash")
  await alice.command("/_user 1", "activeUser")
  await alice.command(`/_user ${work}`, "activeUser")
})

test("one user stays in sight, and who is hidden stays muted", async () => {
  const { alice, work } = await aliceAndWork()
  await alice.command(`/_hide user ${work} "secret"`, "userPrivacy")
  const refused: [text: string, error: string][] = [
    [`/_hide user ${work} "other"`, "userAlreadyHidden"],
    ['/_hide user 1 ""', "emptyUserPassword"],
    ['/_hide user 1 "secret"', "cantHideLastUser"],
    ['/_unhide user 1 "secret"', "userNotHidden"],
    [`/_unmute user ${work}`, "hiddenUserAlwaysMuted"],
    ["/_mute user 99", "userUnknown"],
  ]
  for (const [text, error] of refused) expect(await alice.core.sendCommand(text)).toContain(error)
  const { updatedUser } = await alice.command("/_mute user 1", "userPrivacy")
  expect(updatedUser.showNtfs).toBe(false)
})
