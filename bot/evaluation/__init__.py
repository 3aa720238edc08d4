"""How good the answers to one's own questions are: questions -> outcomes -> figures."""
