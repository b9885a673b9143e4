-- | Writes all generated files: @cabal run generate [-- --check]@, anywhere inside the repository.
module Main (main) where

import Bots.API (botAPI)
import Bots.Generate (generate)
import Bots.Output (State (..), compareWith, repositoryRoot, write)
import Bots.Schema.Problem (describe)
import qualified Data.Text.IO as Text
import System.Environment (getArgs)
import System.Exit (exitFailure)
import System.IO (hPutStrLn, stderr)

main :: IO ()
main = do
  args <- getArgs
  root <- repositoryRoot
  case generate botAPI of
    Left found -> mapM_ (Text.hPutStrLn stderr . describe) found >> exitFailure
    Right outputs -> do
      states <- compareWith root outputs
      mapM_ (hPutStrLn stderr . line) states
      case args of
        ["--check"] | null states -> pure ()
        ["--check"] ->
          hPutStrLn stderr "Run `pnpm generate` and commit what it writes." >> exitFailure
        [] -> write root outputs
        _ -> hPutStrLn stderr "usage: generate [--check]" >> exitFailure

line :: State -> String
line = \case
  Missing path -> "missing: " <> path
  Stale path -> "stale: " <> path
  Orphaned path -> "orphaned: " <> path
