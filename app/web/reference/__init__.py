"""The reference at /docs, rendered from the OpenAPI document, with code in several languages."""
