"""Sends changes to subscribers: signed webhooks, as Standard Webhooks 1.0.0 specifies them."""
