// What is mutated. The score of a part says how many changes to its sources some test notices.

/** A part of one package. */
export interface Part {
  /** The package's folder. */
  readonly folder: string
  /** The sources that are changed, in that folder. */
  readonly mutate: readonly string[]
  /** Tests that cannot run in a copy of the package: they read files beside it, or install it. */
  readonly exclude: readonly string[]
  /** The names of single tests that cannot. */
  readonly skip?: readonly string[]
}

// Stryker runs all files in one process, in which each of them loads the library.
const alone = "starts the run-time system once"

export const parts: Readonly<Record<string, Part>> = {
  bot: {
    folder: "packages/bot",
    mutate: ["src/{inbox,checkpoints,conversations,scheduling}/**/*.ts"],
    exclude: ["test/*.test.ts", "test/{cli,playground,processes,typings}/**", "src/testing/**"],
  },
  library: {
    folder: "packages/core-ffi",
    mutate: ["src/library/**/*.ts"],
    // The test of killed installations takes a minute, and its processes run no mutant.
    exclude: ["test/{bundle,haskell,kill,node-receiver}.test.ts"],
    // The second runs as another user, who cannot read the copy.
    skip: [alone, "gets an error where it is read-only"],
  },
  threads: {
    folder: "packages/core-ffi",
    mutate: ["src/threads/**/*.ts"],
    // The tests of the Haskell stub judge by processor time, which mutants share with Stryker.
    // The test of Node's threads counts those of the process, which other files share there.
    exclude: [
      "test/{bundle,cache,command-line,haskell,install,node-receiver,proxy,resolve}.test.ts",
    ],
    skip: [alone],
  },
  api: { folder: "packages/api", mutate: ["src/**/*.ts"], exclude: ["test/package/**"] },
  testing: {
    folder: "packages/testing",
    mutate: ["src/{network,receive}/**/*.ts"],
    exclude: ["test/readme.test.ts", "test/node-test.test.ts"],
  },
}
