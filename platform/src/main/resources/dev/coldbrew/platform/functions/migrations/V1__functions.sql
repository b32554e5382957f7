-- A function is one JSON document: its members are AWS's, grow with AWS's, and nobody queries them one by one.
CREATE TABLE function (
    arn TEXT PRIMARY KEY,
    document TEXT NOT NULL
) STRICT;
