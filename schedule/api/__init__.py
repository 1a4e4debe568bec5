"""The JSON API: what is published, for programs. Reading only.

Endpoints fetch through `schedule.reading.published` and `schedule.reading.listing`, answer through `answers`, and say
what is wrong as problem details (RFC 9457). `config.api` mounts them.
"""
