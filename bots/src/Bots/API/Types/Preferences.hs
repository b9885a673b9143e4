-- | What contacts and group members allow one another, from voice messages to the commands of a bot.
module Bots.API.Types.Preferences where

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
    declareType @ChatFeature,
    declareType @GroupFeature,
    declareType @GroupFeatureEnabled,
    declareType @GroupMemberRole,
    declareType @GroupPreference,
    declareType @RoleGroupPreference,
    declareType @TimedMessagesGroupPreference,
    declareType @SupportGroupPreference,
    declareType @CommentsGroupPreference,
    declareType @GroupPreferences,
    declareType @FullGroupPreferences
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
      "A command, or a menu of commands, that a bot offers; apps show them to the people who chat with the bot. Using one sends an ordinary text message, so the bot has to parse what it receives."
      [ "command" := "A single command.",
        "command.keyword" := "The word of the command, without the slash before it: `help` for `/help`.",
        "command.label" := "Text that apps show for the command.",
        "command.params" := "Placeholder for the arguments, such as `<id>`; absent when the command takes none.",
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
      "Preferences for direct chats, set in a profile or for one contact. An absent one falls back to the profile, or to the default of SimpleX Chat where this is the profile."
      [ "timedMessages" := "Messages that disappear after a set time.",
        "fullDelete" := "Whether deleting a message for everyone erases it rather than leaving a mark that it was deleted.",
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
        "fullDelete" := "Whether deleting a message for everyone erases it rather than leaving a mark that it was deleted.",
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
      "Whether a feature is in effect in a direct chat, for each side, as it follows from both preferences."
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
      "The preferences of a direct chat: the user's and the contact's side by side, feature by feature. Look at `enabled` of a feature to learn whether it can be used."
      [ "timedMessages" := "Messages that disappear after a set time.",
        "fullDelete" := "Whether deleting a message for everyone erases it rather than leaving a mark that it was deleted.",
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

data GroupFeature
  = GroupFeatureTimedMessages
  | GroupFeatureDirectMessages
  | GroupFeatureFullDelete
  | GroupFeatureReactions
  | GroupFeatureVoice
  | GroupFeatureFiles
  | GroupFeatureSimplexLinks
  | GroupFeatureReports
  | GroupFeatureHistory
  | GroupFeatureSupport
  | GroupFeatureSessions
  | GroupFeatureComments
  deriving (Eq, Show, Generic, Wire)

instance Declared GroupFeature where
  about =
    enumeration
      "A feature of groups that their preferences switch on or off."
      [ "timedMessages" := "Disappearing messages.",
        "directMessages" := "Direct messages between members.",
        "fullDelete" := "Erasing sent messages for everyone without leaving a mark.",
        "reactions" := "Reactions to messages.",
        "voice" := "Voice messages.",
        "files" := "Files and media.",
        "simplexLinks" := "SimpleX links in messages.",
        "reports" := "Reporting messages to moderators.",
        "history" := "Sending recent messages to new members.",
        "support" := "Private chats of single members with the group's moderators.",
        "sessions" := "Sessions.",
        "comments" := "Comments."
      ]

data GroupFeatureEnabled
  = GroupFeatureEnabledOn
  | GroupFeatureEnabledOff
  deriving (Eq, Show, Generic, Wire)

instance Declared GroupFeatureEnabled where
  about =
    enumeration
      "Whether a feature is switched on in a group."
      [ "on" := "Switched on, for all members or from a given role upward.",
        "off" := "Switched off for everyone."
      ]

data GroupMemberRole
  = GroupMemberRoleRelay
  | GroupMemberRoleObserver
  | GroupMemberRoleAuthor
  | GroupMemberRoleMember
  | GroupMemberRoleModerator
  | GroupMemberRoleAdmin
  | GroupMemberRoleOwner
  deriving (Eq, Show, Generic, Wire)

instance Declared GroupMemberRole where
  about =
    enumeration
      "What a member may do in a group. From observer to owner, each role may do what the one before it may, and more."
      [ "relay" := "A chat relay, which forwards messages and does not write its own; not for ordinary members.",
        "observer" := "Reads messages but cannot send any to the whole group.",
        "author" := "Stands between observer and member; SimpleX Chat does not use it for now.",
        "member" := "Sends messages.",
        "moderator" := "Deletes messages of others and blocks members.",
        "admin" := "Adds and removes members and changes their roles, up to admin.",
        "owner" := "Changes the group's profile, deletes the group, and manages other owners."
      ]

data GroupPreference = GroupPreference
  { enable :: GroupFeatureEnabled
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared GroupPreference where
  about =
    record
      "Setting of a group feature that is on or off for all members alike."
      []

data RoleGroupPreference = RoleGroupPreference
  { enable :: GroupFeatureEnabled,
    role :: Maybe GroupMemberRole
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared RoleGroupPreference where
  about =
    record
      "Setting of a group feature that may be limited to some roles."
      [ "role" := "The lowest role that may use the feature; absent when every role may."
      ]

data TimedMessagesGroupPreference = TimedMessagesGroupPreference
  { enable :: GroupFeatureEnabled,
    ttl :: Maybe Int
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared TimedMessagesGroupPreference where
  about =
    record
      "Setting of disappearing messages in a group."
      [ "ttl" := "Seconds after which messages disappear. It may be present while the feature is off."
      ]

data SupportGroupPreference = SupportGroupPreference
  { enable :: GroupFeatureEnabled
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared SupportGroupPreference where
  about =
    record
      "Setting of the private chats of single members with the group's moderators."
      []

data CommentsGroupPreference = CommentsGroupPreference
  { enable :: GroupFeatureEnabled,
    duration :: Maybe Int
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared CommentsGroupPreference where
  about =
    record
      "Setting of comments in a group."
      []

data GroupPreferences = GroupPreferences
  { timedMessages :: Maybe TimedMessagesGroupPreference,
    directMessages :: Maybe RoleGroupPreference,
    fullDelete :: Maybe RoleGroupPreference,
    reactions :: Maybe GroupPreference,
    voice :: Maybe RoleGroupPreference,
    files :: Maybe RoleGroupPreference,
    simplexLinks :: Maybe RoleGroupPreference,
    reports :: Maybe GroupPreference,
    history :: Maybe GroupPreference,
    support :: Maybe SupportGroupPreference,
    sessions :: Maybe RoleGroupPreference,
    comments :: Maybe CommentsGroupPreference,
    commands :: Maybe [ChatBotCommand]
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared GroupPreferences where
  about =
    record
      "Preferences in a group's profile. An absent one means the default of SimpleX Chat."
      [ "timedMessages" := "Messages that disappear after a set time.",
        "directMessages" := "Whether members may start direct chats with one another.",
        "fullDelete" := "Whether deleting one's message for everyone erases it rather than leaving a mark that it was deleted.",
        "reactions" := "Reactions to messages.",
        "voice" := "Voice messages.",
        "files" := "Files and media.",
        "simplexLinks" := "SimpleX links in messages.",
        "reports" := "Reports of messages to moderators.",
        "history" := "Whether new members receive recent messages.",
        "support" := "Private chats of single members with the group's moderators.",
        "commands" := "Commands that bots of the group offer."
      ]

data FullGroupPreferences = FullGroupPreferences
  { timedMessages :: TimedMessagesGroupPreference,
    directMessages :: RoleGroupPreference,
    fullDelete :: RoleGroupPreference,
    reactions :: GroupPreference,
    voice :: RoleGroupPreference,
    files :: RoleGroupPreference,
    simplexLinks :: RoleGroupPreference,
    reports :: GroupPreference,
    history :: GroupPreference,
    support :: SupportGroupPreference,
    sessions :: RoleGroupPreference,
    comments :: CommentsGroupPreference,
    commands :: [ChatBotCommand]
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared FullGroupPreferences where
  about =
    record
      "A group's preferences with every default filled in."
      [ "timedMessages" := "Messages that disappear after a set time.",
        "directMessages" := "Whether members may start direct chats with one another.",
        "fullDelete" := "Whether deleting one's message for everyone erases it rather than leaving a mark that it was deleted.",
        "reactions" := "Reactions to messages.",
        "voice" := "Voice messages.",
        "files" := "Files and media.",
        "simplexLinks" := "SimpleX links in messages.",
        "reports" := "Reports of messages to moderators.",
        "history" := "Whether new members receive recent messages.",
        "support" := "Private chats of single members with the group's moderators.",
        "commands" := "Commands that bots of the group offer; empty when there are none."
      ]
