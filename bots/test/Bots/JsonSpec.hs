module Bots.JsonSpec (spec) where

import Bots.Json
import Data.Foldable (for_)
import Test.Hspec

spec :: Spec
spec = do
  describe "render writes what JSON.stringify writes" $
    for_
      [ (Object [("b", Number 1), ("a", Null)], "{\"b\":1,\"a\":null}"),
        ( String "it's \"quoted\"\n\t\\ \b\f\1\127 \955 \128512",
          "\"it's \\\"quoted\\\"\\n\\t\\\\ \\b\\f\\u0001\127 \955 \128512\""
        ),
        ( Array [Bool True, Number 9007199254740991, Number (-1), Number 1.5, Number 0],
          "[true,9007199254740991,-1,1.5,0]"
        ),
        (Array [], "[]"),
        (Object [], "{}")
      ]
      $ \(given, want) -> it (show want) $ render given `shouldBe` want

  it "object leaves out what is absent" $
    object [("a", Just Null), ("b", Nothing)] `shouldBe` Object [("a", Null)]

  describe "pretty" $ do
    it "keeps on one line what fits" $
      pretty (Object [("a", Array [Number 1, Number 2])]) `shouldBe` "{ \"a\": [1, 2] }\n"
    it "breaks what does not fit" $
      pretty (Array [String (mconcat (replicate 60 "x")), String (mconcat (replicate 60 "y"))])
        `shouldBe` mconcat
          [ "[\n  \"",
            mconcat (replicate 60 "x"),
            "\",\n  \"",
            mconcat (replicate 60 "y"),
            "\"\n]\n"
          ]
