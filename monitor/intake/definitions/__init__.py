"""Definition files of survey tools: the questions and answers as the tool itself writes them down.

One small module per kind of file, each giving a `Survey` in which ids and codes are the tool's own, so that an
export of the same survey finds its questions without anybody's help.
"""
