// The source, as `pnpm drift` runs in a checkout where nothing is built.
// oxlint-disable-next-line no-restricted-imports
export * from "../../../packages/types/src/read-schema.ts"
