"""Files in: every format that a bulletin comes in, read into documents, or refused in one plain sentence."""
