"""What leaves a session for other programs: workbooks, long CSV, JSON, calendars. No Qt."""
