"""The booklet: what happened in the room, as pages that people take home.

It knows no kinds and no storage. It is given an `Edition`, lays every page out as figures in
points and paints them; reportlab is imported only when a booklet is made.
"""
