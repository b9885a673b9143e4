-- | The formatter keeps lines as long as they were written, so this holds the limit.
module Bots.LineLengthSpec (spec) where

import Bots.Output (repositoryRoot)
import Data.List (isSuffixOf)
import qualified Data.Text as T
import qualified Data.Text.IO as T
import System.Directory (doesDirectoryExist, listDirectory)
import System.FilePath ((</>))
import Test.Hspec

-- | In characters.
longest :: Int
longest = 100

spec :: Spec
spec =
  it "no line is longer than 100 characters" $ do
    root <- (</> "bots") <$> repositoryRoot
    files <- concat <$> traverse (modulesIn . (root </>)) ["app", "src", "test"]
    length files `shouldSatisfy` (> 100)
    tooLong <- concat <$> traverse linesOf files
    tooLong `shouldBe` []
  where
    linesOf file = do
      text <- T.readFile file
      pure [(file, at) | (at, line) <- zip [1 :: Int ..] (T.lines text), T.length line > longest]

modulesIn :: FilePath -> IO [FilePath]
modulesIn folder = do
  names <- map (folder </>) <$> listDirectory folder
  concat <$> traverse within names
  where
    within path = do
      isFolder <- doesDirectoryExist path
      if isFolder then modulesIn path else pure [path | ".hs" `isSuffixOf` path]
