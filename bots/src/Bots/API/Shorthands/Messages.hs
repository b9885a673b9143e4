-- | Texts for people about messages, files and reactions.
module Bots.API.Shorthands.Messages
  ( shorthands,
  )
where

import Bots.API.Shorthands.Parts
import Bots.Json (Json (..))
import Bots.Syntax
import Data.Text (Text)

shorthands :: [Shorthand]
shorthands = reading_ <> forwarding <> sending <> quoting <> changing <> files

-- | Messages of one or all chats, and what is known of one.
reading_ :: [Shorthand]
reading_ =
  [ shorthand
      "APIGetChats"
      ( spelledToo "/chats" ["/cs"]
          <> anyOf
            [ reading " all" [],
              reading (" " <> number "count") [],
              reading mempty [("count", Number 20)]
            ]
      ),
    shorthand "APIGetChat" (spelledToo "/tail" ["/t"] <> maybeText (" " <> chat) <> count),
    shorthand
      "APIGetChat"
      (spelledToo "/search" ["/?"] <> maybeText (" " <> chat) <> count <> " " <> rest "search"),
    shorthand "APIGetChatItemInfo" ("/item info " <> chat <> " " <> messageText "message")
  ]
  where
    count = orElse (" " <> number "count") [("count", Number 10)]

-- | The chat comes first, as in @\@alice <- #team hello@: these are tried before sending.
forwarding :: [Shorthand]
forwarding =
  [ shorthand
      "APIForwardChatItems"
      (chat <> " <- @" <> named "fromContact" <> " " <> messageText "message"),
    shorthand
      "APIForwardChatItems"
      ( chat
          <> " <- #"
          <> named "fromGroup"
          <> " @"
          <> named "fromMember"
          <> " "
          <> messageText "message"
      ),
    shorthand
      "APIForwardChatItems"
      (chat <> " <- #" <> named "fromGroup" <> " " <> messageText "message"),
    shorthand "APIForwardChatItems" (chat <> " <- * " <> messageText "message")
  ]

sending :: [Shorthand]
sending =
  [ send ("/share chat #" <> named "sharedGroup" <> " " <> chat) [],
    sendText ("@" <> named "contact" <> " " <> messageText "text"),
    sendText ("#" <> named "group" <> scope <> " " <> messageText "text"),
    sendText ("/*" <> maybeText_ [("notes", Bool True)] <> " " <> messageText "text"),
    sendText ("@#" <> named "group" <> " " <> member <> " " <> messageText "text"),
    Shorthand
      "APISendMessages"
      ("/live " <> chat <> orElse (" " <> messageText "text") [("text", String "")])
      [("liveMessage", Bool True), ("composedMessages", composed (textContent "text"))],
    sendText ("/feed " <> messageText "text")
  ]
  where
    -- With the moderators, or with one member and them. What begins so and does not end so is
    -- refused: the whole group would get it.
    scope =
      anyOf
        [ reading
            ( spelledToo " (support" ["(support"]
                <> maybeText (spelledToo ": " [":"] <> enclosedName "supportMember")
                <> ")"
            )
            [("support", Bool True)],
          reading (notAhead " (support" <> notAhead "(support") []
        ]

-- | Gives these without reading anything.
maybeText_ :: [(Text, Json)] -> Grammar
maybeText_ given = anyOf [reading mempty given]

send :: Grammar -> [(Text, Json)] -> Shorthand
send grammar given = Shorthand "APISendMessages" grammar (("liveMessage", Bool False) : given)

sendText :: Grammar -> Shorthand
sendText grammar = send grammar [("composedMessages", composed (textContent "text"))]

-- | A reply to a message that is found by how it begins: received, or sent.
quoting :: [Shorthand]
quoting =
  [ sendText
      ( spelledToo ">@" ["> @"]
          <> named "contact"
          <> " "
          <> quotedText "received"
          <> messageText "text"
      ),
    sendText
      ( spelledToo ">>@" [">> @"]
          <> named "contact"
          <> " "
          <> quotedText "sent"
          <> messageText "text"
      ),
    sendText (toGroup <> named "group" <> " " <> quotedText "quoted" <> messageText "text"),
    sendText
      ( toGroup
          <> named "group"
          <> " "
          <> member
          <> " "
          <> quotedText "quoted"
          <> messageText "text"
      )
  ]
  where
    toGroup = spelledToo ">#" ["> #", "># "]

-- | Messages are found by their text.
changing :: [Shorthand]
changing =
  [ Shorthand
      "APIDeleteChatItem"
      (spelledToo "\\ " ["\\"] <> chat <> " " <> rest "message")
      [("deleteMode", String "broadcast")],
    shorthand
      "APIDeleteMemberChatItem"
      (spelledToo "\\\\ #" ["\\\\#"] <> named "group" <> " " <> member <> " " <> rest "message"),
    Shorthand
      "APIUpdateChatItem"
      ( spelledToo "! " ["!"]
          <> chat
          <> " "
          <> maybeText (quotedText "message")
          <> messageText "text"
      )
      [ ("liveMessage", Bool False),
        ("updatedMessage", Object [("msgContent", textContent "text"), ("mentions", Object [])])
      ],
    reaction "+" True,
    reaction "-" False,
    shorthand
      "APIReportMessage"
      ( "/report #"
          <> named "group"
          <> maybeText (" @" <> named "member")
          <> " "
          <> word "reportReason"
          <> " "
          <> messageText "message"
      )
  ]
  where
    reaction sign add =
      Shorthand
        "APIChatItemReaction"
        ( sign
            <> anyOf [reading (text_ key) [("emoji", String emoji)] | (key, emoji) <- emojis]
            <> " "
            <> chatOrContact
            <> " "
            <> rest "message"
        )
        [ ("add", Bool add),
          ("reaction", Object [("type", String "emoji"), ("emoji", captured "emoji")])
        ]
    -- One key each; the core compares bytes, so that an emoji itself is none.
    emojis = [("1", "👍"), ("+", "👍"), ("-", "👎"), (")", "😀"), (",", "😢"), ("*", "❤"), ("^", "🚀")]

files :: [Shorthand]
files =
  [ sendFile (spelledToo "/file " ["/f "]),
    sendFile (spelledToo "/image " ["/img "] <> image),
    forwardFile (spelledToo "/fforward " ["/ff "]),
    forwardFile (spelledToo "/image_forward " ["/imgf "] <> image)
  ]
  where
    sendFile command = send (command <> chatOrContact <> " " <> cryptoFile "file") []
    forwardFile command = send (command <> chatOrContact <> " " <> number "fileId") []
    image = maybeText_ [("image", Bool True)]
