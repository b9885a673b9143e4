module Bots.APISpec (spec) where

import Bots.API (botAPI)
import Bots.Declaration
import Bots.Declaration.Check (apiProblems)
import Bots.Json (Json (..), parse, render)
import Bots.Schema
import Bots.Schema.Match
import qualified Bots.Schema.Problem as Problem
import Bots.Syntax.Render (renderCommand)
import Control.Monad (forM_)
import Data.Either (isRight)
import Data.Foldable (for_)
import Data.List (sortOn)
import Data.Text (Text, unpack)
import Test.Hspec
import Test.QuickCheck (counterexample, forAll, property, resize, withMaxSuccess)

schema :: Schema
schema = schemaOf botAPI

spec :: Spec
spec = do
  it "has no problems" $
    apiProblems botAPI `shouldBe` []

  it "finds an event that no category lists, and one that is listed twice" $ do
    let without = map (fmap' (drop 1)) (apiEventAreas botAPI)
        fmap' f area = area {areaItems = f (areaItems area)}
    map Problem.describe (apiProblems botAPI {apiEventAreas = without})
      `shouldContain` ["contactConnected is an event of no category"]
    map
      Problem.describe
      ( apiProblems
          botAPI
            { apiEventAreas =
                take 1 (apiEventAreas botAPI) <> apiEventAreas botAPI
            }
      )
      `shouldContain` ["contactConnected is in two categories of events"]

  describe "counts what SimpleX Chat documents, and what it does not, apart" $ do
    counts "commands" (map commandOrigin (allCommands schema)) (52, 144)
    counts "responses" (map memberOrigin (responses schema)) (55, 91)
    counts "events" (map memberOrigin (concatMap areaItems (events schema))) (50, 53)
    counts "types" (map typeOrigin defs) (211, 134)
    counts "records" [typeOrigin d | d@TypeDef {typeShape = Record _} <- defs] (107, 87)
    counts "enumerations" [typeOrigin d | d@TypeDef {typeShape = Enumeration _ _} <- defs] (43, 24)
    counts "unions" [typeOrigin d | d@TypeDef {typeShape = Union _} <- defs] (61, 23)
    counts
      "values"
      [ valueOrigin v
        | TypeDef {typeOrigin = Documented, typeShape = Enumeration _ values} <- defs,
          v <- values
      ]
      (175, 2)
    counts
      "members"
      [ memberOrigin m
        | d@TypeDef {typeShape = Union members} <- defs,
          typeOrigin d == Documented,
          m <- members
      ]
      (522, 14)
    counts "parameters" [commandOrigin c | c <- allCommands schema, _ <- commandParams c] (110, 219)

  describe "encodes what its schema says" $ do
    forEach (concatMap areaItems (apiTypes botAPI)) typeName (matchType AsSent schema)
    forEach (concatMap areaItems (apiCommands botAPI)) commandName (matchParams AsSent schema)
    forEach [apiResponses botAPI] (const "ChatResponse") (matchMembers AsSent schema)
    forEach [apiEvents botAPI] (const "ChatEvent") (matchMembers AsSent schema)

  describe "has an example" $ do
    forM_ (concatMap areaItems (apiTypes botAPI)) $ \declaration ->
      it ("of every constructor of " <> unpack (typeName (definition declaration))) $
        uncovered (typeShape (definition declaration)) (examples declaration) `shouldBe` []
    it "of every response" $
      uncovered (Union (responses schema)) (examples (apiResponses botAPI))
        `shouldBe` []
    it "of every event" $
      uncovered (Union (concatMap areaItems (events schema))) (examples (apiEvents botAPI))
        `shouldBe` []

  it "renders every example of every command" $
    for_ (concatMap areaItems (apiCommands botAPI)) $ \command ->
      for_ (examples command) $ \value ->
        renderCommand schema (definition command) value `shouldSatisfy` isRight
  where
    defs = allTypes schema

counts :: String -> [Origin] -> (Int, Int) -> Spec
counts what origins (documented, undocumented) =
  it (what <> ": " <> show documented <> " and " <> show undocumented) $
    (length (filter (== Documented) origins), length (filter (== Undocumented) origins))
      `shouldBe` (documented, undocumented)

-- | Encoded values match the schema, go through text unharmed, and are read back as they were.
forEach :: [Declaration def] -> (def -> Text) -> (def -> Json -> [Text]) -> Spec
forEach declarations name match = forM_ declarations $ \declaration ->
  it (unpack (name (definition declaration))) $
    property $
      withMaxSuccess 20 $
        forAll (resize 12 (anyExample declaration)) $ \value ->
          counterexample (unpack (render value)) $
            counterexample (show (match (definition declaration) value)) $
              null (match (definition declaration) value)
                && ( inOrder
                       <$> (parse (render value) >>= reencode declaration)
                   )
                  == Right (inOrder value)

-- | With the members of all objects in one order: that of what was parsed means nothing.
inOrder :: Json -> Json
inOrder = \case
  Object members -> Object (sortOn fst [(name, inOrder value) | (name, value) <- members])
  Array items -> Array (map inOrder items)
  other -> other

-- | The constructors of a shape that no value shows.
uncovered :: Shape -> [Json] -> [Text]
uncovered shape values = case shape of
  Record _ -> ["a value" | null values]
  Enumeration _ known ->
    [ valueText v
      | v <- known,
        not (any (shows_ (Enumeration Plain [v])) values),
        not (any (shows_ (Enumeration Tagged [v])) values)
    ]
  Union members ->
    [memberTag m | m <- members, not (memberCatchAll m), not (any (shows_ (Union [m])) values)]
  where
    shows_ part value = null (matchType AsDeclared schema part' value)
      where
        part' =
          TypeDef
            { typeName =
                "",
              typeDoc = "",
              typeOrigin = Documented,
              typeParts = [],
              typeUndocumented = [],
              typeShape = part,
              typeText = Nothing
            }
