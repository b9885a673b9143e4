module Bots.Schema.MatchSpec (spec) where

import Bots.API (botAPI)
import Bots.Declaration (schemaOf)
import Bots.Json (Json (..))
import Bots.Schema
import Bots.Schema.Match
import Data.Foldable (for_)
import Data.Text (Text, unpack)
import Test.Hspec

spec :: Spec
spec = do
  describe "a value" $
    for_
      [ ("AutoAccept", Object [("acceptIncognito", Bool True)], []),
        ("AutoAccept", Object [], ["acceptIncognito is missing"]),
        ("AutoAccept", Object [("acceptIncognito", Null)], ["acceptIncognito is null, not TBool"]),
        ( "AutoAccept",
          Object [("acceptIncognito", Bool True), ("more", Null)],
          ["more is not declared"]
        ),
        ("AutoAccept", Array [], ["is an array, not an object"]),
        ( "AddressSettings",
          Object [("businessAddress", Bool True), ("autoAccept", Object [])],
          ["autoAccept.acceptIncognito is missing"]
        ),
        ("FileProtocol", String "smtp", ["is no value of the enumeration"]),
        ("HandshakeError", Object [("type", String "BAD_AUTH")], []),
        ("HandshakeError", String "BAD_AUTH", ["is a string, not an object"]),
        ("GroupChatScope", Object [("type", String "other")], ["has an unknown tag"]),
        ("GroupChatScope", Object [], ["has no tag"]),
        ("CITimed", Object [("ttl", Number 1.5)], ["ttl is a number, not TInt"]),
        ( "CITimed",
          Object [("ttl", Number 1), ("deleteAt", String "tomorrow")],
          ["deleteAt is a string, not TUTCTime"]
        )
      ]
      $ \(name, value, want) ->
        it (unpack name <> " " <> show value) $ match AsDeclared name value `shouldBe` want

  describe "what a newer sender could send" $ do
    let poll = Object [("type", String "poll"), ("text", String "Lunch?")]
    it "passes when open" $ match AsSent "MsgContent" poll `shouldBe` []
    it "is a problem when closed" $
      match AsDeclared "MsgContent" poll
        `shouldBe` ["has an unknown tag"]
    it "passes as a value of an open enumeration" $
      match AsSent "ReportReason" (String "new")
        `shouldBe` []
    it "does not pass as a value of another" $
      match AsSent "FileProtocol" (String "new")
        `shouldBe` ["is no value of the enumeration"]

match :: Openness -> Text -> Json -> [Text]
match openness name value =
  maybe ["no such type"] (\def -> matchType openness schema def value) (findType schema name)
  where
    schema = schemaOf botAPI
