import { expect, test } from "vitest"
import { openApi } from "../../test/helpers/open-api.ts"
import type { AppFilePaths } from "../index.ts"

const folders = {
  appFilesFolder: "/srv/bot/files",
  appTempFolder: "/srv/bot/tmp",
  appAssetsFolder: "/srv/bot/assets",
}

test("the folders of the core are set together", async () => {
  const { api, core } = await openApi()
  await api.apiSetAppFilePaths(folders)
  expect(core.commands).toEqual([`/set file paths ${JSON.stringify(folders)}`])
})

test.each([{ appTempFolder: undefined }, { appAssetsFolder: "assets" }, { appFilesFolder: "" }])(
  "a folder that is missing or relative is refused: %j",
  async (wrong) => {
    const { api, core } = await openApi()
    const given = { ...folders, ...wrong } as AppFilePaths
    await expect(api.apiSetAppFilePaths(given)).rejects.toThrow(/must be an absolute path$/)
    expect(core.commands).toEqual([])
  },
)
