import { failure, result } from "@simplex-chat/core/scripted"
import { expect, test } from "vitest"
import { openApi } from "../../test/helpers/open-api.ts"

test("each command is seen when it begins and when it ends, with its error", async () => {
  const seen: string[] = []
  const { api } = await openApi(
    (text) =>
      text === "/users"
        ? result({ type: "usersList", users: [] })
        : failure({ type: "error", errorType: { type: "noActiveUser" } }),
    {
      onCommand: (name) => {
        seen.push(name)
        return (error) => seen.push(error === undefined ? "done" : (error as { code: string }).code)
      },
    },
  )
  await api.apiListUsers()
  await expect(api.apiGetActiveUser()).resolves.toBeUndefined()
  expect(seen).toEqual(["ListUsers", "done", "ShowActiveUser", "noActiveUser"])
})
