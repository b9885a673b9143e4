-- | Texts for people about contacts, connections and their security.
module Bots.API.Shorthands.Contacts
  ( shorthands,
  )
where

import Bots.API.Shorthands.Parts
import Bots.Json (Json (..))
import Bots.Syntax
import Data.Text (Text)

shorthands :: [Shorthand]
shorthands = connecting <> chats <> settings <> connections

connecting :: [Shorthand]
connecting =
  [ shorthand "APIAddContact" (spelledToo "/connect" ["/c"] <> incognito),
    Shorthand
      "Connect"
      ("/simplex" <> incognito <> anyOf [reading mempty [("simplexTeam", Bool True)]])
      [],
    shorthand "APIAcceptContact" (spelledToo "/accept" ["/ac"] <> incognito <> " " <> contact),
    shorthand "APIRejectContact" (spelledToo "/reject " ["/rc "] <> contact),
    shorthand "APIAcceptMemberContact" ("/accept_member_contact @" <> named "contact")
  ]

chats :: [Shorthand]
chats =
  [ shorthand "APIListContacts" "/contacts",
    shorthand
      "APIListGroups"
      ( spelledToo "/groups" ["/gs"]
          <> maybeText (" @" <> named "contact")
          <> maybeText (" " <> rest "search")
      ),
    Shorthand
      "APIDeleteChat"
      (spelledToo "/delete #" ["/d #"] <> named "group")
      [("chatDeleteMode", full (Bool True))],
    shorthand "APIDeleteChat" (spelledToo "/delete " ["/d "] <> contact <> deleteMode),
    shorthand "APIClearChat" ("/clear *" <> anyOf [reading mempty [("notes", Bool True)]]),
    shorthand "APIClearChat" ("/clear #" <> named "group"),
    shorthand "APIClearChat" ("/clear " <> contact)
  ]
  where
    deleteMode =
      anyOf
        [ reading (" " <> text "chatDeleteMode") [],
          reading (" notify=" <> onOff "notify") [("chatDeleteMode", full (captured "notify"))],
          reading mempty [("chatDeleteMode", full (Bool True))]
        ]
    full notify = Object [("type", String "full"), ("notify", notify)]

settings :: [Shorthand]
settings =
  [ notifications "/mute " "none",
    notifications "/unmute mentions " "mentions",
    notifications "/unmute " "all",
    shorthand
      "APISetChatSettings"
      ("/receipts " <> chat <> " " <> oneOf "sendRcpts" ["on", "off", "default"]),
    preference "voice",
    preference "files",
    preference "calls",
    preference "delete",
    shorthand
      "APISetContactPrefs"
      ("/set disappear @" <> named "contact" <> maybeText (" " <> timed)),
    shorthand
      "APISetChatTTL"
      ( "/ttl "
          <> chat
          <> " "
          <> anyOf [reading "default" [], reading ttl []]
      )
  ]
  where
    notifications command mode =
      shorthand
        "APISetChatSettings"
        ( command
            <> chat
            <> anyOf [reading mempty [("enableNtfs", String mode)]]
        )
    preference :: Text -> Shorthand
    preference name =
      shorthand
        "APISetContactPrefs"
        ( anyOf [reading (text_ ("/set " <> name <> " @")) [("preference", String name)]]
            <> named "contact"
            <> maybeText (" " <> oneOf "allow" ["always", "yes", "no"])
        )
    timed =
      anyOf
        [ reading (maybeText "yes " <> seconds) [("allow", String "yes")],
          reading "yes" [("allow", String "yes")],
          reading "no" [("allow", String "no")]
        ]

-- | What is known of a connection, its queues and its code.
connections :: [Shorthand]
connections =
  about "/info " ["/i "] "APIContactInfo" "APIGroupMemberInfo" mempty
    <> [shorthand "APIGroupInfo" (spelledToo "/info #" ["/i #"] <> named "group")]
    <> about "/queue info " ["/qi "] "APIContactQueueInfo" "APIGroupMemberQueueInfo" mempty
    <> about "/switch " [] "APISwitchContact" "APISwitchGroupMember" mempty
    <> about "/abort switch " [] "APIAbortSwitchContact" "APIAbortSwitchGroupMember" mempty
    <> about "/sync " [] "APISyncContactRatchet" "APISyncGroupMemberRatchet" force
    <> about "/code " [] "APIGetContactCode" "APIGetGroupMemberCode" mempty
    <> about "/verify " [] "APIVerifyContact" "APIVerifyGroupMember" code
    <> about "/enable " [] "APIEnableContact" "APIEnableGroupMember" mempty
  where
    force =
      anyOf
        [ reading " force=on" [("force", Bool True)],
          reading mempty [("force", Bool False)]
        ]
    code = maybeText (" " <> codeDigits "connectionCode")
    about :: Text -> [Text] -> Text -> Text -> Grammar -> [Shorthand]
    about head_ others ofContact ofMember more =
      [ shorthand
          ofMember
          ( spelledToo (head_ <> "#") (map (<> "#") others)
              <> named "group"
              <> " "
              <> member
              <> more
          ),
        shorthand ofContact (spelledToo head_ others <> contact <> more)
      ]
