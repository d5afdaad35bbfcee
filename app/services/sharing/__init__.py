"""For whom a video is beside its owner: links, people, and guests who open links."""
