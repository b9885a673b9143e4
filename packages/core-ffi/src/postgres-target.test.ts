import { describe, expect, test } from "vitest"
import { postgresTarget } from "./postgres-target.ts"

describe("postgresTarget", () => {
  test.each([
    "host=db.example port=5432 dbname=bot user=me password=secret",
    "dbname = bot  password = 'se\\'cret host=no'  host = DB.example",
    "postgres://db.example/bot",
    "postgresql://me:secret@db.example:5432/bot?sslmode=require",
    "postgresql:///bot?host=db.example&password=secret",
    "postgres://bot@db.example",
    "user=bot host=db.example",
  ])("is the same however it is written: %s", (text) => {
    expect(postgresTarget(text)).toEqual(["db.example", "5432", "bot"])
  })

  test("differs by host, port and name", () => {
    expect(postgresTarget("postgres://other:1234/bot")).toEqual(["other", "1234", "bot"])
    expect(postgresTarget("postgres://a:1,b:2/x%20y")).toEqual(["a,b", "1,2", "x y"])
    expect(postgresTarget("host=/var/run/postgresql dbname='my bot'")).toEqual([
      "/var/run/postgresql",
      "5432",
      "my bot",
    ])
    expect(postgresTarget("")).toEqual(["", "5432", ""])
  })
})
