-- | How TypeScript is laid out: declarations and their text.
module Bots.Generate.TypeScript.PrettySpec (spec) where

import Bots.Generate.TypeScript.Pretty (printModule)
import Bots.Generate.TypeScript.Syntax
import Bots.Json (Json (..))
import Data.Foldable (for_)
import Data.Text (Text)
import qualified Data.Text as T
import Test.Hspec

spec :: Spec
spec =
  for_
    [ ( "an interface",
        Export
          ["A point."]
          ( Interface
              "Point"
              [ Property Nothing "x" False (Named "number"),
                Property (Just "Down.") "y" True (ArrayOf (Named "number"))
              ]
          ),
        [ "/** A point. */",
          "export interface Point {",
          "  x: number",
          "  /** Down. */",
          "  y?: number[] | undefined",
          "}"
        ]
      ),
      ( "an interface without properties",
        Export [] (Interface "Empty" []),
        ["export interface Empty {}"]
      ),
      ( "a union on one line",
        Export [] (Alias "Answer" (UnionOf [LiteralString "yes", LiteralString "no"])),
        ["export type Answer = \"yes\" | \"no\""]
      ),
      ( "a union on many lines",
        Export [] (Alias "Long" (UnionOf [Named (T.replicate 60 "a"), Named (T.replicate 60 "b")])),
        ["export type Long =", "  | " <> T.replicate 60 "a", "  | " <> T.replicate 60 "b"]
      ),
      ( "an array of a union",
        Export [] (Alias "A" (ArrayOf (UnionOf [Named "x", Named "y"]))),
        ["export type A = (x | y)[]"]
      ),
      ( "a non-empty array",
        Export [] (Alias "A" (NonEmptyOf (Named "x"))),
        ["export type A = [x, ...x[]]"]
      ),
      ( "a map",
        Export [] (Alias "A" (RecordOf (Named "x"))),
        ["export type A = Record<string, x>"]
      ),
      ( "a namespace",
        Export
          []
          ( Namespace
              "N"
              [ Export [] (Alias "Tag" (Indexed (Named "N") "type")),
                Export ["One."] (Interface "One" [])
              ]
          ),
        [ "export namespace N {",
          "  export type Tag = N[\"type\"]",
          "",
          "  /** One. */",
          "  export interface One {}",
          "}"
        ]
      ),
      ( "documentation in paragraphs, broken at blanks",
        Export [T.unwords (replicate 30 "word"), "Second."] (Alias "A" (Named "x")),
        [ "/**",
          " * " <> T.unwords (replicate 19 "word"),
          " * " <> T.unwords (replicate 11 "word"),
          " *",
          " * Second.",
          " */",
          "export type A = x"
        ]
      ),
      ( "a constant",
        Export
          []
          ( Constant
              "points"
              Nothing
              ( Satisfies
                  ( ListOf
                      [ JsonValue
                          ( Object
                              [ ( "x",
                                  Number 1
                                )
                              ]
                          )
                      ]
                  )
                  (ArrayOf (Named "Point"))
              )
          ),
        ["export const points = [", "  {\"x\":1},", "] satisfies Point[]"]
      )
    ]
    $ \(what, given, want) ->
      it what $
        body (printModule "// header\n" (Module [] [given]))
          `shouldBe` want
  where
    body :: Text -> [Text]
    body = drop 2 . T.lines
