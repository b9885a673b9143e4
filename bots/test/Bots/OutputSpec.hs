module Bots.OutputSpec (spec) where

import Bots.Output
import qualified Data.Text.IO as Text
import System.Directory
  ( createDirectoryIfMissing,
    doesFileExist,
    getTemporaryDirectory,
    removeDirectoryRecursive,
  )
import System.FilePath ((</>))
import Test.Hspec

spec :: Spec
spec = around withFolder $ do
  let api = Output "packages/types/schema/api.json" "{}\n"

  it "finds what is missing" $ \root ->
    compareWith root [api] `shouldReturn` [Missing (outputPath api)]

  it "finds nothing in what was just written" $ \root -> do
    write root [api]
    compareWith root [api] `shouldReturn` []

  it "finds what is stale, down to line ends" $ \root -> do
    write root [api {outputText = "{}\r\n"}]
    compareWith root [api] `shouldReturn` [Stale (outputPath api)]

  it "finds what nothing generates any more, and removes it when it writes" $ \root -> do
    write root [api, Output "bots/gen/old/old.md" ""]
    compareWith root [api] `shouldReturn` [Orphaned "bots/gen/old/old.md"]
    write root [api]
    doesFileExist (root </> "bots/gen/old/old.md") `shouldReturn` False

  it "leaves other folders alone" $ \root -> do
    createDirectoryIfMissing True (root </> "bots/src")
    Text.writeFile (root </> "bots/src/Mine.hs") ""
    write root [api]
    compareWith root [api] `shouldReturn` []
    doesFileExist (root </> "bots/src/Mine.hs") `shouldReturn` True

withFolder :: (FilePath -> IO ()) -> IO ()
withFolder test = do
  temporary <- getTemporaryDirectory
  let root = temporary </> "bots-output-spec"
  createDirectoryIfMissing True root
  removeDirectoryRecursive root
  createDirectoryIfMissing True root
  test root
  removeDirectoryRecursive root
