-- | What the core answers to commands, by what they are about.
module Bots.API.Responses
  ( responses,
  )
where

import Bots.API.Responses.Addresses (AddressResponse)
import Bots.API.Responses.Calls (CallResponse)
import Bots.API.Responses.Chats (ChatListResponse)
import Bots.API.Responses.Connections (ConnectionResponse)
import Bots.API.Responses.Core (CoreResponse)
import Bots.API.Responses.Databases (DatabaseResponse)
import Bots.API.Responses.Diagnostics (DiagnosticsResponse)
import Bots.API.Responses.Files (FileResponse)
import Bots.API.Responses.Groups (GroupResponse)
import Bots.API.Responses.Messages (MessageResponse)
import Bots.API.Responses.Network (NetworkResponse)
import Bots.API.Responses.RemoteControl (RemoteControlResponse)
import Bots.API.Responses.Security (SecurityResponse)
import Bots.API.Responses.Servers (ServerResponse)
import Bots.API.Responses.Users (UserResponse)
import Bots.Declaration (Declaration, declareMembers)
import Bots.Schema (Member)

responses :: [Declaration [Member]]
responses =
  [ declareMembers @AddressResponse,
    declareMembers @MessageResponse,
    declareMembers @FileResponse,
    declareMembers @GroupResponse,
    declareMembers @ConnectionResponse,
    declareMembers @ChatListResponse,
    declareMembers @UserResponse,
    declareMembers @CoreResponse,
    declareMembers @SecurityResponse,
    declareMembers @ServerResponse,
    declareMembers @NetworkResponse,
    declareMembers @DatabaseResponse,
    declareMembers @CallResponse,
    declareMembers @DiagnosticsResponse,
    declareMembers @RemoteControlResponse
  ]
