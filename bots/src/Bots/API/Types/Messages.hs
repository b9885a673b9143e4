-- | The content of messages: texts and their formats, media, links, reactions, and messages to
-- send.
module Bots.API.Types.Messages
  ( types,
    LinkContent (..),
    LinkPreview (..),
    MsgChatLink (..),
    ReportReason (..),
    MsgContent (..),
    MsgReaction (..),
    Color (..),
    Format (..),
    FormattedText (..),
    ComposedMessage (..),
    UpdatedMessage (..),
  )
where

import Bots.API.Types.Domains (SimplexNameInfo)
import Bots.API.Types.Files (CryptoFile)
import Bots.API.Types.Groups (GroupProfile)
import Bots.API.Types.Links (LinkOwnerSig, SimplexLinkType)
import Bots.API.Types.Users (Profile)
import Bots.Declaration (Declaration, declareType)
import Bots.Declare
import Bots.Schema (TypeDef)
import Bots.Wire (JSONObject, Wire)
import Data.Int (Int64)
import Data.List.NonEmpty (NonEmpty)
import Data.Map.Strict (Map)
import Data.Text (Text)
import GHC.Generics (Generic)

types :: [Declaration TypeDef]
types =
  [ declareType @LinkContent,
    declareType @LinkPreview,
    declareType @MsgChatLink,
    declareType @ReportReason,
    declareType @MsgContent,
    declareType @MsgReaction,
    declareType @Color,
    declareType @Format,
    declareType @FormattedText,
    declareType @ComposedMessage,
    declareType @UpdatedMessage
  ]

data LinkContent
  = LinkContentPage
  | LinkContentImage
  | LinkContentVideo {duration :: Maybe Int}
  | LinkContentUnknown {tag :: Text, json :: JSONObject}
  deriving (Eq, Show, Generic, Wire)

instance Declared LinkContent where
  about =
    union
      "What a previewed link leads to."
      [ "page" := "A web page.",
        "image" := "An image.",
        "video" := "A video.",
        "video.duration" := "Length of the video; absent when the sender did not say it.",
        "unknown" := "A kind that this version does not know.",
        "unknown.tag" := "The object's own `type`.",
        "unknown.json" := "The whole object as the sender wrote it."
      ]
      & catchAll "unknown"

data LinkPreview = LinkPreview
  { uri :: Text,
    title :: Text,
    description :: Text,
    image :: Text,
    content :: Maybe LinkContent
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared LinkPreview where
  about =
    record
      "The preview of a link in a message. The sender makes it, so nothing in it need be true of \
      \the page."
      [ "image" := "Small image as a data URI.",
        "content" := "What the link leads to; absent when the sender did not say it."
      ]

data MsgChatLink
  = MsgChatLinkContact {connLink :: Text, profile :: Profile, business :: Bool}
  | MsgChatLinkInvitation {invLink :: Text, profile :: Profile}
  | MsgChatLinkGroup {connLink :: Text, groupProfile :: GroupProfile}
  deriving (Eq, Show, Generic, Wire)

instance Declared MsgChatLink where
  about =
    union
      "A link to connect by, sent as a message of its own with the profile behind it."
      [ "contact" := "A contact address.",
        "contact.profile" := "The profile as the message gives it.",
        "contact.business"
          := "Whether connecting opens a business chat, a group of its own for each customer.",
        "invitation" := "A one-time invitation.",
        "invitation.profile" := "The profile as the message gives it.",
        "group" := "A link to join a group or channel.",
        "group.groupProfile" := "The profile as the message gives it."
      ]

data ReportReason
  = ReportReasonSpam
  | ReportReasonContent
  | ReportReasonCommunity
  | ReportReasonProfile
  | ReportReasonOther
  | ReportReasonUnlisted Text
  deriving (Eq, Show, Generic, Wire)

instance Declared ReportReason where
  about =
    enumeration
      "Why a member reports a message to the moderators of a group. Any other string can arrive \
      \as well."
      [ "spam" := "Unwanted advertising.",
        "content" := "Content that is not acceptable.",
        "community" := "Against the rules of the community.",
        "profile" := "The profile of the member is not acceptable.",
        "other" := "Another reason, which the text may give."
      ]
      & openTo "Unlisted"

data MsgContent
  = MsgContentText {text :: Text}
  | MsgContentLink {text :: Text, preview :: LinkPreview}
  | MsgContentImage {text :: Text, image :: Text}
  | MsgContentVideo {text :: Text, image :: Text, duration :: Int}
  | MsgContentVoice {text :: Text, duration :: Int}
  | MsgContentFile {text :: Text}
  | MsgContentReport {text :: Text, reason :: ReportReason}
  | MsgContentChat
      { text :: Text,
        chatLink :: MsgChatLink,
        ownerSig :: Maybe LinkOwnerSig
      }
  | MsgContentUnknown {tag :: Text, text :: Text, json :: JSONObject}
  deriving (Eq, Show, Generic, Wire)

instance Declared MsgContent where
  about =
    union
      "The content of a message. The kind says how to show it; an attached file is beside the \
      \content, in the item or in the composed message."
      [ "text" := "Text alone.",
        "text.text" := "May have markup, as in `*bold*`.",
        "link" := "Text with the preview of a link in it.",
        "link.text" := "The whole text of the message, the link included.",
        "image" := "An image.",
        "image.text" := "Caption, may be empty.",
        "image.image"
          := "Small preview as a data URI. The full image, if there is one, is the attached file.",
        "video" := "A video.",
        "video.text" := "Caption, may be empty.",
        "video.image" := "Small preview as a data URI. The video itself is the attached file.",
        "video.duration" := "Length in seconds.",
        "voice" := "A voice message. The recording is the attached file.",
        "voice.text" := "Usually empty.",
        "voice.duration" := "Length in seconds.",
        "file" := "Any other file.",
        "file.text" := "Caption, may be empty.",
        "report"
          := "A report of another member's message, which only moderators of the group receive. \
             \It quotes the reported message.",
        "report.text" := "What the reporter adds, may be empty.",
        "chat" := "A link to a contact, group or channel.",
        "chat.ownerSig" := "Signature of the link's owner; absent when the message carries none.",
        "unknown" := "A kind that this version does not know. It can also be sent.",
        "unknown.tag" := "The object's own `type`.",
        "unknown.text" := "Text to show in its place.",
        "unknown.json" := "The whole object as the sender wrote it."
      ]
      & catchAll "unknown"

data MsgReaction
  = MsgReactionEmoji {emoji :: Text}
  | MsgReactionUnknown {tag :: Text, json :: JSONObject}
  deriving (Eq, Show, Generic, Wire)

instance Declared MsgReaction where
  about =
    union
      "A reaction to a message."
      [ "emoji" := "One of the emoji that the core knows: 👍 👎 😀 😂 😢 ❤ 🚀 ✅.",
        "emoji.emoji" := "The emoji itself.",
        "unknown"
          := "A reaction that the core does not know, another emoji included. It can arrive but \
             \cannot be sent.",
        "unknown.tag" := "The object's own `type`, which is `emoji` for an emoji not known.",
        "unknown.json" := "The whole object as the sender wrote it."
      ]
      & catchAll "unknown"

data Color
  = ColorBlack
  | ColorRed
  | ColorGreen
  | ColorYellow
  | ColorBlue
  | ColorMagenta
  | ColorCyan
  | ColorWhite
  deriving (Eq, Show, Generic, Wire)

instance Declared Color where
  about =
    enumeration
      "A color of text."
      [ "black" := "Black.",
        "red" := "Red.",
        "green" := "Green.",
        "yellow" := "Yellow.",
        "blue" := "Blue.",
        "magenta" := "Magenta.",
        "cyan" := "Cyan.",
        "white" := "White."
      ]

data Format
  = FormatBold
  | FormatItalic
  | FormatStrikeThrough
  | FormatSnippet
  | FormatSecret
  | FormatSmall
  | FormatColored {color :: Color}
  | FormatUri
  | FormatHyperLink {showText :: Maybe Text, linkUri :: Text}
  | FormatSimplexLink
      { showText :: Maybe Text,
        linkType :: SimplexLinkType,
        simplexUri :: Text,
        smpHosts :: NonEmpty Text
      }
  | FormatSimplexName {nameInfo :: SimplexNameInfo}
  | FormatCommand {commandStr :: Text}
  | FormatMention {memberName :: Text}
  | FormatEmail
  | FormatPhone
  | FormatUnknown {tag :: Text, json :: JSONObject}
  deriving (Eq, Show, Generic, Wire)

instance Declared Format where
  about =
    union
      "How a part of a text is to be shown, or what it is."
      [ "bold" := "Bold.",
        "italic" := "Italic.",
        "strikeThrough" := "Struck through.",
        "snippet" := "Code, in a font of fixed width.",
        "secret" := "Hidden until the reader uncovers it.",
        "small" := "In small letters.",
        "colored" := "In a color.",
        "uri" := "A link, which is the text itself.",
        "hyperLink" := "A link with a text of its own.",
        "hyperLink.showText"
          := "The text to show in place of the link. It can suggest another target than the real \
             \one.",
        "hyperLink.linkUri" := "The real target.",
        "simplexLink" := "A SimpleX link to a contact, a group or the like.",
        "simplexLink.showText" := "The text to show in place of the link.",
        "simplexLink.simplexUri" := "The link itself.",
        "simplexLink.smpHosts" := "Host names of the servers in the link.",
        "simplexName" := "A SimpleX name of a contact, a group or a channel.",
        "command" := "A command for a bot, such as `/help`.",
        "command.commandStr" := "The command with its parameters, without the leading `/`.",
        "mention" := "A mention of a member of the group.",
        "mention.memberName"
          := "The name without `@`. Look it up in the item's mentions, because a text can \
             \contain any name.",
        "email" := "An email address.",
        "phone" := "A phone number.",
        "unknown" := "A format that this version does not know.",
        "unknown.tag" := "The object's own `type`.",
        "unknown.json" := "The whole object."
      ]
      & catchAll "unknown"
      & undocumentedParts ["unknown"]

data FormattedText = FormattedText
  { format :: Maybe Format,
    text :: Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared FormattedText where
  about =
    record
      "A part of a text with its format. The parts of a message in their order make up its whole \
      \text."
      [ "format" := "Absent for plain text.",
        "text" := "The part as it was written, without the markup of the simple formats."
      ]

data ComposedMessage = ComposedMessage
  { fileSource :: Maybe CryptoFile,
    quotedItemId :: Maybe Int64,
    msgContent :: MsgContent,
    mentions :: Map Text Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared ComposedMessage where
  about =
    record
      "A message to send."
      [ "fileSource"
          := "File to attach. A relative path is taken from the files folder, if the core has one.",
        "quotedItemId" := "Item of the same chat to reply to.",
        "mentions"
          := "Members to mention, in groups only: the name as it is after `@` in the text, \
             \and the `groupMemberId` of the member. At most three."
      ]

data UpdatedMessage = UpdatedMessage
  { msgContent :: MsgContent,
    mentions :: Map Text Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared UpdatedMessage where
  about =
    record
      "The new content of a message that was sent before."
      [ "mentions"
          := "As in a new message. The old mentions do not stay unless they are given again."
      ]
