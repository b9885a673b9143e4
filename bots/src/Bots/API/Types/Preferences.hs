-- | Preferences of contacts: what users allow each other, and the menu of commands of a bot.
module Bots.API.Types.Preferences
  ( types,
    FeatureAllowed (..),
    SimplePreference (..),
    TimedMessagesPreference (..),
    ChatBotCommand (..),
    Preferences (..),
    FullPreferences (..),
    PrefEnabled (..),
    ContactUserPref (..),
    ContactUserPreference (..),
    ContactUserTimedPref (..),
    ContactUserTimedPreference (..),
    ContactUserPreferences (..),
    ChatFeature (..),
  )
where

import Bots.Declaration (Declaration, declareType)
import Bots.Declare
import Bots.Schema (TypeDef)
import Bots.Wire (Wire)
import Data.Text (Text)
import GHC.Generics (Generic)

types :: [Declaration TypeDef]
types =
  [ declareType @FeatureAllowed,
    declareType @SimplePreference,
    declareType @TimedMessagesPreference,
    declareType @ChatBotCommand,
    declareType @Preferences,
    declareType @FullPreferences,
    declareType @PrefEnabled,
    declareType @ContactUserPref,
    declareType @ContactUserPreference,
    declareType @ContactUserTimedPref,
    declareType @ContactUserTimedPreference,
    declareType @ContactUserPreferences,
    declareType @ChatFeature
  ]

data FeatureAllowed
  = FeatureAllowedAlways
  | FeatureAllowedYes
  | FeatureAllowedNo
  deriving (Eq, Show, Generic, Wire)

instance Declared FeatureAllowed where
  about =
    enumeration
      "How far one side of a direct chat allows a feature."
      [ "always" := "The contact may use the feature even without allowing it in return.",
        "yes" := "Both may use the feature, provided the contact allows it too.",
        "no" := "The feature is not allowed."
      ]

data SimplePreference = SimplePreference
  { allow :: FeatureAllowed
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared SimplePreference where
  about =
    record
      "One side's preference for a feature of direct chats that has no settings of its own."
      []

data TimedMessagesPreference = TimedMessagesPreference
  { allow :: FeatureAllowed,
    ttl :: Maybe Int
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared TimedMessagesPreference where
  about =
    record
      "One side's preference for disappearing messages in direct chats."
      [ "ttl" := "Seconds after which messages disappear."
      ]

data ChatBotCommand
  = ChatBotCommandCommand {keyword :: Text, label :: Text, params :: Maybe Text}
  | ChatBotCommandMenu {label :: Text, commands :: [ChatBotCommand]}
  deriving (Eq, Show, Generic, Wire)

instance Declared ChatBotCommand where
  about =
    union
      "A command, or a menu of commands, that a bot offers; apps show them to the people who chat \
      \with the bot. Using one sends an ordinary text message, so the bot has to parse what it \
      \receives."
      [ "command" := "A single command.",
        "command.keyword"
          := "The word of the command, without the slash before it: `help` for `/help`.",
        "command.label" := "Text that apps show for the command.",
        "command.params"
          := "Placeholder for the arguments, such as `<id>`; absent when the command takes none.",
        "menu" := "A submenu with commands of its own.",
        "menu.label" := "Text that apps show for the menu.",
        "menu.commands" := "Entries of the menu, which may be menus themselves."
      ]

data Preferences = Preferences
  { timedMessages :: Maybe TimedMessagesPreference,
    fullDelete :: Maybe SimplePreference,
    reactions :: Maybe SimplePreference,
    voice :: Maybe SimplePreference,
    files :: Maybe SimplePreference,
    calls :: Maybe SimplePreference,
    sessions :: Maybe SimplePreference,
    commands :: Maybe [ChatBotCommand]
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared Preferences where
  about =
    record
      "Preferences for direct chats, set in a profile or for one contact. An absent one falls \
      \back to the profile, or to the default of SimpleX Chat where this is the profile."
      [ "timedMessages" := "Messages that disappear after a set time.",
        "fullDelete"
          := "Whether deleting a message for everyone erases it rather than leaving a mark that \
             \it was deleted.",
        "reactions" := "Reactions to messages.",
        "voice" := "Voice messages.",
        "files" := "Files and media.",
        "calls" := "Audio and video calls.",
        "commands" := "Commands that a bot offers. Updating the profile replaces the whole list."
      ]

data FullPreferences = FullPreferences
  { timedMessages :: TimedMessagesPreference,
    fullDelete :: SimplePreference,
    reactions :: SimplePreference,
    voice :: SimplePreference,
    files :: SimplePreference,
    calls :: SimplePreference,
    sessions :: SimplePreference,
    commands :: [ChatBotCommand]
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared FullPreferences where
  about =
    record
      "A user's preferences for direct chats with every default filled in."
      [ "timedMessages" := "Messages that disappear after a set time.",
        "fullDelete"
          := "Whether deleting a message for everyone erases it rather than leaving a mark that \
             \it was deleted.",
        "reactions" := "Reactions to messages.",
        "voice" := "Voice messages.",
        "files" := "Files and media.",
        "calls" := "Audio and video calls.",
        "commands" := "Commands that a bot offers; empty when it offers none."
      ]

data PrefEnabled = PrefEnabled
  { forUser :: Bool,
    forContact :: Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared PrefEnabled where
  about =
    record
      "Whether a feature is in effect in a direct chat, for each side, as it follows from both \
      \preferences."
      [ "forUser" := "True when the user may use the feature toward the contact.",
        "forContact" := "True when the contact may use the feature toward the user."
      ]

data ContactUserPref
  = ContactUserPrefContact {preference :: SimplePreference}
  | ContactUserPrefUser {preference :: SimplePreference}
  deriving (Eq, Show, Generic, Wire)

instance Declared ContactUserPref where
  about =
    union
      "The user's preference toward a contact and where it comes from."
      [ "contact" := "Set for this contact in particular.",
        "user" := "Taken from the user's profile."
      ]

data ContactUserPreference = ContactUserPreference
  { enabled :: PrefEnabled,
    userPreference :: ContactUserPref,
    contactPreference :: SimplePreference
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared ContactUserPreference where
  about =
    record
      "What the user and a contact each allow for one feature, and what follows from it."
      [ "contactPreference" := "What the contact allows."
      ]

data ContactUserTimedPref
  = ContactUserTimedPrefContact {preference :: TimedMessagesPreference}
  | ContactUserTimedPrefUser {preference :: TimedMessagesPreference}
  deriving (Eq, Show, Generic, Wire)

instance Declared ContactUserTimedPref where
  about =
    union
      "The user's preference for disappearing messages toward a contact and where it comes from."
      [ "contact" := "Set for this contact in particular.",
        "user" := "Taken from the user's profile."
      ]
      & undocumented

data ContactUserTimedPreference = ContactUserTimedPreference
  { enabled :: PrefEnabled,
    userPreference :: ContactUserTimedPref,
    contactPreference :: TimedMessagesPreference
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared ContactUserTimedPreference where
  about =
    record
      "What the user and a contact each allow for disappearing messages, and what follows from it."
      [ "contactPreference" := "What the contact allows."
      ]
      & undocumented

data ContactUserPreferences = ContactUserPreferences
  { timedMessages :: ContactUserTimedPreference,
    fullDelete :: ContactUserPreference,
    reactions :: ContactUserPreference,
    voice :: ContactUserPreference,
    files :: ContactUserPreference,
    calls :: ContactUserPreference,
    sessions :: ContactUserPreference,
    commands :: Maybe [ChatBotCommand]
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared ContactUserPreferences where
  about =
    record
      "The preferences of a direct chat: the user's and the contact's side by side, feature by \
      \feature. Look at `enabled` of a feature to learn whether it can be used."
      [ "timedMessages" := "Messages that disappear after a set time.",
        "fullDelete"
          := "Whether deleting a message for everyone erases it rather than leaving a mark that \
             \it was deleted.",
        "reactions" := "Reactions to messages.",
        "voice" := "Voice messages.",
        "files" := "Files and media.",
        "calls" := "Audio and video calls.",
        "commands" := "Commands that the contact offers when it is a bot."
      ]

data ChatFeature
  = ChatFeatureTimedMessages
  | ChatFeatureFullDelete
  | ChatFeatureReactions
  | ChatFeatureVoice
  | ChatFeatureFiles
  | ChatFeatureCalls
  | ChatFeatureSessions
  deriving (Eq, Show, Generic, Wire)

instance Declared ChatFeature where
  about =
    enumeration
      "A feature of direct chats that preferences allow or forbid."
      [ "timedMessages" := "Disappearing messages.",
        "fullDelete" := "Erasing messages for everyone without leaving a mark.",
        "reactions" := "Reactions to messages.",
        "voice" := "Voice messages.",
        "files" := "Files and media.",
        "calls" := "Audio and video calls.",
        "sessions" := "Sessions."
      ]
