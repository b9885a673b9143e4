// How much of each package an application carries when it is bundled: minified, without the
// dependencies. To make a package larger than its limit, raise it here.

const limits = {
  types: "50 kB", // 196 commands; an application that names one carries that one
  core: "5 kB", // the check of options is half a kilobyte, and every package has it
  api: "87 kB", // more than 200 methods
  testing: "305 kB", // a core and its servers; tests alone carry it
  "core-ffi": "80 kB",
  "core-remote": "20 kB",
  bot: "168 kB", // streams, forms and previews are loaded when they are used, and count here
  workers: "30 kB",
}

/** @param {Record<string, unknown>} config */
const modifyEsbuildConfig = (config) => ({
  ...config,
  platform: "node",
  format: "esm",
  packages: "external",
})

export default [
  ...Object.entries(limits).map(([name, limit]) => ({
    name: `@simplex-chat/${name}`,
    path: `../../packages/${name}/dist/index.js`,
    limit,
    brotli: false,
    modifyEsbuildConfig,
  })),
  {
    name: "one builder of @simplex-chat/types/commands",
    path: "../../packages/types/dist/gen/commands/index.js",
    import: "{ APICreateMyAddress }",
    limit: "400 B",
    brotli: false,
    modifyEsbuildConfig,
  },
]
