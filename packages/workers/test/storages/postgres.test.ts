import { postgresStorage } from "../../src/storages/postgres.ts"
import { noPostgres, startPostgres } from "../servers/postgresql.ts"
import { storageOnServer } from "./on-servers.ts"

storageOnServer({
  name: "postgres",
  missing: noPostgres,
  startServer: startPostgres,
  open: postgresStorage,
})
