"""Mail: who asked for it, what is to go when, sending it, and how it is written.

From the bottom up: `links` and `choice`; `signing_up`, `subscribing` and `limits` are what
subscribers do; `since` and `digest` find what was not told yet; `planner` puts into the ledger
what is to go, `verdict` judges it right before it does; `letters` write it;
`outbox` claims it, `post` hands it to the server, and `sender` does all of it again and again.
Beside these, for staff: `audience`, `forecast` and `record` count, `masked` words name nobody,
`trying` sends a test, and `trouble` says why nothing goes.
"""
