-- | Whatever is declared must be listed: the compiler does not say when a record is in a module
-- but in no list, and then it would be missing everywhere without a word.
module Bots.CompletenessSpec (spec) where

import Bots.Output (repositoryRoot)
import Data.List (isSuffixOf, sort)
import Data.Text (Text)
import qualified Data.Text as T
import qualified Data.Text.IO as T
import System.Directory (listDirectory)
import System.FilePath ((</>))
import Test.Hspec

spec :: Spec
spec = do
  it "lists every declared type, command, response and event" $ do
    sources <- declarations
    sort
      ( concatMap
          ( wordsAfter "declareType @"
              <> wordsAfter "declareCommand @"
              <> wordsAfter "declareMembers @"
          )
          sources
      )
      `shouldBe` sort (concatMap (wordsAfter "\ninstance Declared ") sources)

  it "lists every command as a command" $ do
    sources <- declarations
    sort (concatMap (wordsAfter "declareCommand @") sources)
      `shouldBe` sort (concatMap (wordsAfter "\ninstance Command ") sources)

-- | The names that follow a marker.
wordsAfter :: Text -> Text -> [Text]
wordsAfter marker = map (T.takeWhile (`notElem` [' ', ',', ']', '\n'])) . drop 1 . T.splitOn marker

-- | The text of all modules that declare something.
declarations :: IO [Text]
declarations = do
  root <- (</> "bots/src/Bots") <$> repositoryRoot
  files <-
    concat
      <$> traverse
        (modulesIn root)
        [ "API",
          "API/Types",
          "API/Commands",
          "API/Events",
          "API/Responses"
        ]
  traverse T.readFile ((root </> "API.hs") : files)
  where
    modulesIn root folder =
      map ((root </> folder) </>) . filter (".hs" `isSuffixOf`) <$> listDirectory (root </> folder)
