"""The door: a package in any shape of the standard becomes one in the shape that the portal reads.

Where it ends: a package that is plain already goes through as it is; nothing is judged here but
what keeps a file from being opened.
"""
