"""Quoth on Slack, by slack-bolt: payloads → Request or Press, Reply → Block Kit, over Socket Mode or signed HTTP."""
