import { expectTypeOf, test } from "vitest"
import type { Message } from "../index.ts"
import { field, type FormFile } from "./index.ts"

test("the values have the types of their fields", () => {
  const use = async (message: Message) => {
    const answers = await message.form({
      name: field.text(),
      age: field.int({ min: 18 }),
      colour: field.choice(["red", "green"]),
      isMember: field.yesNo(),
      photo: field.optional(field.image()),
      born: field.date(),
      mail: field.custom((text) => new URL(`mailto:${text}`).pathname),
    })
    expectTypeOf(answers).toEqualTypeOf<
      | {
          readonly name: string
          readonly age: number
          readonly colour: "red" | "green"
          readonly isMember: boolean
          readonly photo: FormFile | undefined
          readonly born: string
          readonly mail: string
        }
      | undefined
    >()
    // @ts-expect-error a field is made by `field`
    await message.form({ name: "text" })
  }
  expectTypeOf(use).toBeFunction()
})
