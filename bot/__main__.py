"""`python -m bot` is the command `baowen`."""

from bot.cli import main

raise SystemExit(main())
