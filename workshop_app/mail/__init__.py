"""One mail and its way out: over SMTP, as a draft, or as files in a folder. No Qt, no SQL.

Nothing here knows a session: `workshop_app.assembly.mailing` brings both together.
"""
