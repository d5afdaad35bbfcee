"""Reading a recording's pictures: which frames are worth reading, and what they say."""
