"""The phone server: a room to join, what it shows, and ballots that come in. No Qt, no SQL.

aiohttp is imported when the room opens (`server.PhoneServer.start`), never before.
"""
