-- | The encodings that are not what one would guess.
module Bots.WireSpec (spec) where

import Bots.API.Types.AgentErrors (SMPAgentError (..))
import Bots.API.Types.Connections (ConnType (..))
import Bots.API.Types.GroupMembers (GroupMemberStatus (..))
import Bots.API.Types.Messages
import Bots.API.Types.ServerErrors (HandshakeError (..))
import Bots.Json (Json (..))
import Bots.Wire
import qualified Data.Map.Strict as Map
import Data.Text (Text)
import Test.Hspec

spec :: Spec
spec = do
  describe "a union" $ do
    it "is an object with its tag first" $
      toJson (MsgContentText "hi")
        `shouldBe` Object [("type", String "text"), ("text", String "hi")]
    it "without fields is still an object" $
      toJson FormatBold `shouldBe` Object [("type", String "bold")]
    it "with tags in upper case has them so" $
      toJson (SMPAgentErrorADuplicate Nothing) `shouldBe` Object [("type", String "A_DUPLICATE")]

  describe "an enumeration" $ do
    it "is a bare string" $ toJson ConnTypeUserContact `shouldBe` String "user_contact"
    it "spells what no rule gives" $ toJson GroupMemberStatusIntroInv `shouldBe` String "intro-inv"
    it "that upstream derives as an object is one" $
      toJson HandshakeErrorBadAuth `shouldBe` Object [("type", String "BAD_AUTH")]
    it "that upstream derives as an object is read as a string, too" $
      fromJson (String "BAD_AUTH") `shouldBe` Right HandshakeErrorBadAuth
    it "that is open keeps any other string" $
      (toJson <$> (fromJson (String "new reason") :: Either Text ReportReason))
        `shouldBe` Right (String "new reason")

  describe "an optional field" $ do
    let bare = FormattedText {format = Nothing, text = "x"}
    it "is left out, not null" $ toJson bare `shouldBe` Object [("text", String "x")]
    it "is read as absent from null" $
      fromJson (Object [("format", Null), ("text", String "x")]) `shouldBe` Right bare

  describe "an unknown member" $ do
    let original =
          Object [("type", String "poll"), ("text", String "Lunch?"), ("options", Array [])]
    it "is the sender's object on the wire" $
      toJson (MsgContentUnknown "poll" "Lunch?" (JSONObject [("type", String "poll")]))
        `shouldBe` Object [("type", String "poll")]
    it "keeps every tag that is not in the list" $
      (toJson <$> (fromJson original :: Either Text MsgContent)) `shouldBe` Right original
    it "keeps a known tag whose fields do not fit" $
      (fromJson (Object [("type", String "emoji")]) :: Either Text MsgReaction)
        `shouldBe` Right (MsgReactionUnknown "emoji" (JSONObject [("type", String "emoji")]))

  it "a map is an object" $
    toJson (Map.fromList [("alice" :: Text, 3 :: Int)]) `shouldBe` Object [("alice", Number 3)]
