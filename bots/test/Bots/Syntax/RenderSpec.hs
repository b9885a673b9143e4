-- | The text of commands by example, and the syntax that people read.
module Bots.Syntax.RenderSpec (spec) where

import Bots.API (botAPI)
import Bots.API.Commands.Chats
import Bots.API.Commands.Connections
import Bots.API.Commands.Files
import Bots.API.Commands.Management
import Bots.API.Commands.Messages
import Bots.API.Commands.Users
import Bots.API.Types.Chats
import Bots.API.Types.GroupMembers (GroupChatScope (..))
import Bots.API.Types.ItemContents (CIDeleteMode (..))
import Bots.API.Types.Links (CreatedConnLink (..))
import Bots.Declaration (schemaOf)
import Bots.Json (Json (..))
import Bots.Schema
import Bots.Syntax.Reference (commandSyntax)
import Bots.Syntax.Render (renderCommand)
import Bots.Wire (JSONObject (..), Wire, toJson, typeNameOf)
import Data.Foldable (for_)
import Data.List (find)
import Data.List.NonEmpty (NonEmpty (..))
import Data.Text (Text, unpack)
import Data.Typeable (Typeable)
import Test.Hspec

spec :: Spec
spec = do
  describe "writes" $
    for_
      [ ( text
            ( APIDeleteChatItem
                (ChatRef ChatTypeDirect 4 Nothing)
                ( 1
                    :| [ 2,
                         3
                       ]
                )
                CIDeleteModeInternalMark
            ),
          "/_delete item @4 1,2,3 internalMark"
        ),
        ( text (APIDeleteChat (ChatRef ChatTypeGroup 7 Nothing) (ChatDeleteModeEntity False)),
          "/_delete #7 entity notify=off"
        ),
        ( text (APIDeleteChat (ChatRef ChatTypeDirect 7 Nothing) (ChatDeleteModeFull True)),
          "/_delete @7 full"
        ),
        ( text (APIDeleteChat (ChatRef ChatTypeDirect 7 Nothing) ChatDeleteModeMessages),
          "/_delete @7 messages"
        ),
        ( text
            ( APIDeleteChat
                (ChatRef ChatTypeContactConnection 5 Nothing)
                (ChatDeleteModeFull True)
            ),
          "/_delete :5 full"
        ),
        ( text (ReceiveFile 1 True (Just False) (Just True) (Just "a b")),
          "/freceive 1 approved_relays=on encrypt=off inline=on a b"
        ),
        (text (ReceiveFile 1 False Nothing Nothing Nothing), "/freceive 1"),
        ( text (APIConnect 1 True (Just (CreatedConnLink "full" (Just "short")))),
          "/_connect 1 incognito=on full short"
        ),
        (text (Connect True (Just "link")), "/connect incognito link"),
        (text (Connect False Nothing), "/connect"),
        (text (StartChat True True), "/_start"),
        (text (StartChat True False), "/_start main=on snd_files=off"),
        (text (StartChat False False), "/_start main=off snd_files=off"),
        (text (APISetActiveUser 2 (Just "pass \"word\"")), "/_user 2 \"pass \\\"word\\\"\""),
        ( text (APISetContactCustomData 3 (Just (JSONObject [("n", Number 0), ("s", String "")]))),
          "/_set custom @3 {\"n\":0,\"s\":\"\"}"
        ),
        (text (APISetContactCustomData 3 Nothing), "/_set custom @3"),
        (text (APIListGroups 1 (Just 5) (Just "club")), "/_groups 1 @5 club"),
        ( text (APIGetChats 1 True (PaginationByTimeLast 10) (ChatListQueryFilters True False)),
          "/_get chats 1 pcc=on count=10 {\"type\":\"filters\",\"favorite\":true,\"unread\":false}"
        ),
        ( text
            ( APIGetChat
                (ChatRef ChatTypeGroup 1 (Just (GroupChatScopeMemberSupport (Just 3))))
                Nothing
                (ChatPaginationAround 9 5)
                Nothing
            ),
          "/_get chat #1(_support:3) around=9 count=5"
        )
      ]
      $ \(given, want) -> it (unpack want) $ given `shouldBe` Right want

  it "refuses a part where its condition does not hold" $
    text
      ( APIGetChat
          (ChatRef ChatTypeDirect 1 (Just (GroupChatScopeMemberSupport Nothing)))
          Nothing
          (ChatPaginationLast 1)
          Nothing
      )
      `shouldBe` Left "chatScope must not be given here"

  describe "reads as" $
    for_
      [ ( "APISendMessages",
          "/_send <str(sendRef)>[ live=on][ ttl=<ttl>][ sign=on] json <json(composedMessages)>"
        ),
        ( "APIDeleteChatItem",
          "/_delete item <str(chatRef)> <chatItemIds[0]>[,<chatItemIds[1]>...] \
          \broadcast|internal|internalMark|history"
        ),
        ("APIDeleteUser", "/_delete user <userId> del_smp=on|off[ <json(viewPwd)>]"),
        ("StartChat", "/_start[ main=on|off snd_files=on|off]")
      ]
      $ \(name, want) ->
        it (unpack name) $
          (commandSyntax schema <$> find ((== name) . commandName) (allCommands schema))
            `shouldBe` Just want

schema :: Schema
schema = schemaOf botAPI

text :: forall c. (Typeable c, Wire c) => c -> Either Text Text
text value = case find ((== typeNameOf @c) . commandName) (allCommands schema) of
  Just def -> renderCommand schema def (toJson value)
  Nothing -> Left "is no command"
