"""The tracker side: decide what to say, say it once, hear the answer.

``plan`` is pure and decides; ``outbox`` writes it so that a crash leaves no second issue;
``pull`` hears what people answered. ``jira`` and ``markdown_folder`` are the two trackers
behind the small protocol in ``base``; ``render`` turns documents into what each can show.
"""
