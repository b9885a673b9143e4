-- | The bot API of SimpleX Chat: the complete list of what is declared.
module Bots.API
  ( botAPI,
  )
where

import qualified Bots.API.Commands.Addresses as Commands.Addresses
import qualified Bots.API.Commands.Chats as Commands.Chats
import qualified Bots.API.Commands.Connections as Commands.Connections
import qualified Bots.API.Commands.Files as Commands.Files
import qualified Bots.API.Commands.GroupLinks as Commands.GroupLinks
import qualified Bots.API.Commands.Groups as Commands.Groups
import qualified Bots.API.Commands.Management as Commands.Management
import qualified Bots.API.Commands.Messages as Commands.Messages
import qualified Bots.API.Commands.Users as Commands.Users
import Bots.API.Events (ChatEvent)
import qualified Bots.API.Events as Events
import Bots.API.Responses (ChatResponse)
import qualified Bots.API.Shorthands as Shorthands
import qualified Bots.API.Types.Addresses as Addresses
import qualified Bots.API.Types.AgentErrors as AgentErrors
import qualified Bots.API.Types.Badges as Badges
import qualified Bots.API.Types.ChatErrors as ChatErrors
import qualified Bots.API.Types.ChatItems as ChatItems
import qualified Bots.API.Types.Chats as Chats
import qualified Bots.API.Types.ConnectionPlans as ConnectionPlans
import qualified Bots.API.Types.Connections as Connections
import qualified Bots.API.Types.Contacts as Contacts
import qualified Bots.API.Types.Domains as Domains
import qualified Bots.API.Types.Files as Files
import qualified Bots.API.Types.GroupMembers as GroupMembers
import qualified Bots.API.Types.GroupPreferences as GroupPreferences
import qualified Bots.API.Types.Groups as Groups
import qualified Bots.API.Types.ItemContents as ItemContents
import qualified Bots.API.Types.ItemEvents as ItemEvents
import qualified Bots.API.Types.ItemStatuses as ItemStatuses
import qualified Bots.API.Types.Links as Links
import qualified Bots.API.Types.Messages as Messages
import qualified Bots.API.Types.Preferences as Preferences
import qualified Bots.API.Types.Relays as Relays
import qualified Bots.API.Types.ServerErrors as ServerErrors
import qualified Bots.API.Types.StoreErrors as StoreErrors
import qualified Bots.API.Types.Themes as Themes
import qualified Bots.API.Types.Users as Users
import Bots.API.Version (simplexChatVersion)
import Bots.Declaration
import Bots.Schema (Area (..), CommandDef (..))
import Bots.Syntax (Shorthand (..))

botAPI :: API
botAPI =
  API
    { apiVersion = simplexChatVersion,
      apiTypes =
        [ Area "Users" Users.types,
          Area "Badges" Badges.types,
          Area "Domains" Domains.types,
          Area "Contacts" Contacts.types,
          Area "Groups" Groups.types,
          Area "GroupMembers" GroupMembers.types,
          Area "Relays" Relays.types,
          Area "Chats" Chats.types,
          Area "Messages" Messages.types,
          Area "ChatItems" ChatItems.types,
          Area "ItemContents" ItemContents.types,
          Area "ItemEvents" ItemEvents.types,
          Area "ItemStatuses" ItemStatuses.types,
          Area "Files" Files.types,
          Area "Links" Links.types,
          Area "Addresses" Addresses.types,
          Area "ConnectionPlans" ConnectionPlans.types,
          Area "Connections" Connections.types,
          Area "Preferences" Preferences.types,
          Area "GroupPreferences" GroupPreferences.types,
          Area "Themes" Themes.types,
          Area "ChatErrors" ChatErrors.types,
          Area "StoreErrors" StoreErrors.types,
          Area "AgentErrors" AgentErrors.types,
          Area "ServerErrors" ServerErrors.types
        ],
      apiCommands = declaredCommands,
      apiShorthands = filter ((`elem` commandNames) . shorthandCommand) Shorthands.shorthands,
      apiResponses = declareMembers @ChatResponse,
      apiEvents = declareMembers @ChatEvent,
      apiEventAreas = [Area name tags | (name, tags) <- Events.categories]
    }
  where
    commandNames = map (commandName . definition) (concatMap areaItems declaredCommands)

declaredCommands :: [Area (Declaration CommandDef)]
declaredCommands =
  [ Area "Address commands" Commands.Addresses.commands,
    Area "Message commands" Commands.Messages.commands,
    Area "File commands" Commands.Files.commands,
    Area "Group commands" Commands.Groups.commands,
    Area "Group link commands" Commands.GroupLinks.commands,
    Area "Connection commands" Commands.Connections.commands,
    Area "Chat commands" Commands.Chats.commands,
    Area "User profile commands" Commands.Users.commands,
    Area "Chat management" Commands.Management.commands
  ]
