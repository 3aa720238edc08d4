"""The index on disk: store, lexical leg, dense leg, manifest. The only code that touches index/."""
